/** How an exhibit bears on a cause. */
import type { Link } from "../../wire/types.gen";

export type Stance = Link["stance"];
