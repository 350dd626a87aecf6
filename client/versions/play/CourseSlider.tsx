// The track of a map's life: a slider from stop to stop, with a tick for each version and a bar for what was done between.
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Slider, SliderThumb, SliderTrack } from "react-aria-components";
import type { Course } from "./course.ts";
import styles from "./CourseSlider.module.css";

export interface CourseSliderProps {
  course: Course;
  at: number;
  /** The stop one is at, in words. */
  text: string;
  onChange: (at: number) => void;
}

export function CourseSlider({ course, at, text, onChange }: CourseSliderProps) {
  const { t } = useTranslation();
  return (
    <Slider
      className={styles.slider ?? ""}
      aria-label={t("play.track")}
      minValue={0}
      maxValue={Math.max(1, course.stops.length - 1)}
      step={1}
      value={at}
      onChange={onChange}
    >
      {({ state }) => {
        // A date says more than the number of a stop. React Aria knows its state by identity and asks it for the words; there
        // is no other way in. It is a new object with every render.
        state.getThumbValueLabel = () => text;
        return (
          <SliderTrack className={styles.track ?? ""}>
            <Ticks course={course} />
            <SliderThumb className={styles.thumb ?? ""} />
          </SliderTrack>
        );
      }}
    </Slider>
  );
}

/** Heights in parts of a hundred. */
const BAR_LEAST = 16;
const BAR_MOST = 78;
const TICK = { named: 46, unnamed: 26 };

// Two paths, however many versions: the track is not drawn again with every step.
const Ticks = memo(function Ticks({ course }: { course: Course }) {
  const last = Math.max(1, course.stops.length - 1);
  const most = Math.max(
    1,
    ...course.stops.map((stop) => (stop.what === "activity" ? stop.moment.touches : 0)),
  );
  const paths = { bars: "", ticks: "" };
  course.stops.forEach((stop, at) => {
    if (stop.what === "activity") {
      const part = Math.sqrt(stop.moment.touches / most);
      paths.bars += `M${at} 100V${Math.round(100 - BAR_LEAST - (BAR_MOST - BAR_LEAST) * part)}`;
    } else {
      const isNamed = stop.what === "now" || stop.version.name !== "";
      paths.ticks += `M${at} 100V${100 - (isNamed ? TICK.named : TICK.unnamed)}`;
    }
  });
  return (
    <svg
      className={styles.ticks}
      viewBox={`0 0 ${last} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.bars} d={paths.bars} />
      <path className={styles.versions} d={paths.ticks} />
    </svg>
  );
});
