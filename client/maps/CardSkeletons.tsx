// Where the cards will be, while they are on their way.
import { Skeleton } from "../ui/Skeleton.tsx";
import card from "./MapCard.module.css";
import page from "./StartPage.module.css";

const COUNT = 3;

export function CardSkeletons({ label }: { label: string }) {
  return (
    <>
      <output className="unseen">{label}</output>
      <div className={page.cards} aria-hidden="true">
        {Array.from({ length: COUNT }, (_, index) => (
          <div key={index} className={card.card}>
            <Skeleton className={card.picture} />
            <div className={card.body}>
              <Skeleton className={card.skeletonTitle} />
              <Skeleton className={card.skeletonLine} />
            </div>
          </div>
        ))}
      </div>
    </>
  );
}
