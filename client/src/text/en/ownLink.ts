/** One's own link, and a new one for it. */
export const ownLink = {
  title: "Your own link",
  about: "It is yours alone. If somebody else may have it, get a new one: the old link stops working at once, and whoever else has it open, your other devices too, is told so. This browser goes on.",
  renew: "Get a new link",
  done: "You have a new link. The old one opens nothing any more.",
  field: "Your new link",
  byHand: "Keep it, or open it on your other device.",
  copy: "Copy the link",
  copied: "Copied",
  failed: "A new link could not be had just now. Please try again.",
};
