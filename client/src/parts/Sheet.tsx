/** Paper. `Sheet` is white, for what can be opened or signed; `Doc` is case stock, for what the case says. */
import type { ComponentProps } from "react";
import { classes } from "./classes";
import styles from "./Sheet.module.css";

export function Sheet({ as: As = "section", className, ...rest }: { as?: "section" | "div" | "article" | "aside" | "li" } & ComponentProps<"section">) {
  const Box = As as "section";
  return <Box {...rest} className={classes(styles.sheet, className)} />;
}

export function Doc({ as: As = "article", className, ...rest }: { as?: "section" | "div" | "article" | "aside" | "li" } & ComponentProps<"article">) {
  const Box = As as "article";
  return <Box {...rest} className={classes(styles.doc, className)} />;
}
