// The browser tests live beside the other tests of the project and find their runner through this.
export { expect, type Page, test } from '@playwright/test';
