import { registerSW } from 'virtual:pwa-register';

/** Whether a new version waits, and the way to switch to it. */
export class Update {
  waiting = $state(false);
  private readonly activate: (reload?: boolean) => Promise<void>;

  constructor() {
    this.activate = registerSW({
      onNeedRefresh: () => {
        this.waiting = true;
      },
    });
  }

  /** Reloads into the new version. Save everything first. */
  async reload(): Promise<void> {
    await this.activate(true);
  }

  later(): void {
    this.waiting = false;
  }
}
