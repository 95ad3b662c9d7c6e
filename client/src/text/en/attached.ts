/** What hangs on an exhibit: its picture, its recording. */
export const attached = {
  picture: {
    coming: "The picture is on its way.",
    failed: "The picture could not be fetched.",
    broken: "This browser could not show the picture.",
    again: "Try again",
    inWords: "What it shows:",
    toWords: "What it shows, in words",
    large: "Full size",
    enlarge: (title: string) => `Show “${title}” at full size`,
    whole: (title: string) => `“${title}” at full size`,
  },
  recording: {
    coming: "The recording is on its way.",
    failed: "The recording could not be fetched. Its text is below.",
    broken: "This browser could not play the recording. Its text is below.",
    again: "Try again",
    label: (title: string) => `Recording: ${title}`,
    transcript: "What is said",
  },
};
