/** Catches what a screen throws. Drafts are on this device already, so loading again loses nothing. */
import { Component, type ReactNode } from "react";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Note";
import { text } from "../text";
import styles from "./App.module.css";

export class Boundary extends Component<{ children: ReactNode; /** A new value tries again: the phase, the route. */ of?: string }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: { of?: string }) {
    if (this.state.failed && before.of !== this.props.of) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.alone} role="alert">
        <Empty isPage title={text.shell.broken.title} actions={<Button look="go" onPress={() => location.reload()}>{text.shell.broken.again}</Button>}>{text.shell.broken.text}</Empty>
      </div>
    );
  }
}
