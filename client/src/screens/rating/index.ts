/** Rating, fetched by those who rate: most people never do. */
import { lazy } from "react";

export const Ratings = lazy(() => import("./Ratings"));
