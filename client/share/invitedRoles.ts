// The roles that an invitation or a link can give, the least first: that one is chosen unless somebody chooses more.
export const INVITED_ROLES = ["viewer", "commenter", "editor"] as const;
