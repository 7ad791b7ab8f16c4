import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

export type PlatformTitle = 'Slack' | 'Discord';

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** The language of the browser; French by default. */
  readonly locale?: string;
  /** Another window of the same browser: it shares what that stores. */
  readonly beside?: Window;
}

/** A violation of a rule, as axe reports it. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** The folder in which pictures of each view are kept. */
const pictures = process.env.BROWSER_PICTURES ?? 'browser-pictures';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WAIT_MS = 120_000;

/** Tells in the page how an element looks: its background is that of what shines through. */
const LOOK = `(element, property) => {
  const looks = (one) => getComputedStyle(one).getPropertyValue(property);
  while (property === 'background-color' && looks(element) === 'rgba(0, 0, 0, 0)') element = element.parentElement;
  return looks(element);
}`;

/** Names what a style shows although it is hidden. */
const SHOWN_THOUGH_HIDDEN = `[...document.querySelectorAll('[hidden]')]
  .filter((one) => getComputedStyle(one).display !== 'none')
  .map(({ id }) => id)`;

/** Starts Debian's Chromium, or the one that CHROMIUM names, without a screen. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** Returns what axe finds on a page. */
export async function barriersIn(page: Page): Promise<readonly string[]> {
  // The page's policy lets no other script in: this one comes by the debugger.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(await readFile(axe, 'utf8'));
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** The page in a window, as people use it: by the roles and names of what is on it. Only this file knows how it is laid out. */
export class Window {
  readonly page: Page;
  readonly #context: BrowserContext;
  /** The errors and warnings of the browser's console. */
  readonly complaints: string[] = [];
  /** The hosts that were asked for something. */
  readonly hosts = new Set<string>();
  /** How many bytes of answers have come, as they were sent. */
  bytes = 0;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.setDefaultTimeout(WAIT_MS);
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) this.complaints.push(`${line.text()} ${line.location().url}`);
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => this.hosts.add(new URL(request.url()).host));
    page.on('response', async (response) => {
      // The request that tells of changes goes on for as long as the page is open.
      if (response.url().endsWith('/api/changes')) return;
      const sizes = await response
        .finished()
        .then(() => response.request().sizes())
        .catch(() => null);
      this.bytes += sizes?.responseBodySize ?? 0;
    });
  }

  static async open(browser: Browser, url: string, options: WindowOptions = {}): Promise<Window> {
    const { width = 1280, height = 900, dark = false, locale = 'fr-FR', beside } = options;
    const context =
      (beside ? beside.#context : undefined) ??
      (await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        locale,
      }));
    const window = new Window(context, await context.newPage());
    await window.page.goto(url);
    for (const platform of ['Slack', 'Discord'] as const) {
      await window.pane(platform).locator('.message, .notice').first().waitFor({ state: 'attached' });
    }
    return window;
  }

  /** Returns somebody on a platform, as whom one acts here. */
  as(name: string, platform: PlatformTitle): Player {
    return new Player(this, name, platform);
  }

  /** A platform on the page. */
  pane(platform: PlatformTitle): Locator {
    return this.page.locator(`section[aria-label="${platform}"]`);
  }

  /** Returns how the first such part of a platform looks. */
  looks(platform: PlatformTitle, part: string, property: string): Promise<string> {
    const selector = `#${platform.toLowerCase()} ${part}`;
    return this.page.evaluate<string>(
      `(${LOOK})(document.querySelector(${JSON.stringify(selector)}), ${JSON.stringify(property)})`,
    );
  }

  /** Becomes somebody, and brings their platform into view where there is room for one only. */
  async become(name: string, platform: PlatformTitle): Promise<void> {
    const pane = this.pane(platform);
    const side = this.page
      .getByRole('navigation', { name: /^(À l'écran|On the screen)$/ })
      .getByRole('button', { name: platform });
    if (await side.isVisible()) await side.click();
    const person = pane.getByLabel(new RegExp(`^(Vous êtes, sur|You are, on) ${platform}$`));
    const value = await this.#idOf(name, platform);
    if ((await person.inputValue()) === value && (await this.isShown(name, platform))) return;
    await person.selectOption(value);
    await expect.poll(() => this.isShown(name, platform)).toBe(true);
  }

  /** Returns whether what somebody sees is in front on a platform: its address says so. */
  async isShown(name: string, platform: PlatformTitle): Promise<boolean> {
    return this.page.url().includes(`${platform.toLowerCase()}/${await this.#idOf(name, platform)}/`);
  }

  async #idOf(name: string, platform: PlatformTitle): Promise<string> {
    const option = this.pane(platform).locator('.who option', { hasText: name }).first();
    const value = await option.getAttribute('value');
    if (value === null) throw new Error(`nobody is called ${name} on ${platform}`);
    return value;
  }

  /** Lets time pass, by the words of the button. */
  async skip(words: RegExp): Promise<void> {
    await this.openClock();
    await this.page.getByRole('button', { name: words }).click();
    // The page is told once the time has passed; the clock may show it a moment later.
    await this.page.locator('#passed').waitFor();
    await this.page.getByText(/le temps passe/).waitFor({ state: 'hidden' });
  }

  async openClock(): Promise<void> {
    const clock = this.page.locator('details', { has: this.page.locator('#now') });
    if ((await clock.getAttribute('open')) === null) await this.page.locator('#now').click();
  }

  /** The moment on the page's clock: "mardi 6 octobre 2026, 9 h 00". */
  async now(): Promise<string> {
    return (await this.page.locator('#now time').textContent()) ?? '';
  }

  /** The day on the page's clock: "mardi 6 octobre 2026". */
  async today(): Promise<string> {
    return (await this.now()).split(',')[0] ?? '';
  }

  /** Opens one of the menus of the frame. */
  async openMenu(name: 'Pannes' | 'Essai'): Promise<Locator> {
    const menu = this.page.locator('details', {
      has: this.page.locator('summary', { hasText: new RegExp(`^${name}`) }),
    });
    if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
    return menu;
  }

  async closeMenus(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).click();
  }

  /** Makes something go wrong on a platform, and waits until the menu tells of it. */
  async fault(platform: PlatformTitle, words: RegExp): Promise<void> {
    const before = await this.faultsTold();
    const menu = await this.openMenu('Pannes');
    await menu.getByRole('group', { name: platform, exact: true }).getByRole('button', { name: words }).click();
    await expect.poll(() => this.faultsTold()).not.toBe(before);
    await this.closeMenus();
  }

  async killBot(): Promise<void> {
    const menu = await this.openMenu('Pannes');
    await menu.getByRole('button', { name: 'Tuer le bot' }).click();
    await menu.getByRole('button', { name: 'Relancer le bot' }).waitFor();
    await this.closeMenus();
  }

  async startBot(): Promise<void> {
    const menu = await this.openMenu('Pannes');
    await menu.getByRole('button', { name: 'Relancer le bot' }).click();
    await menu.getByText(/Il est revenu en/).waitFor();
    await this.closeMenus();
  }

  /** Returns the menu's lines on what became of the faults, the latest first. */
  async faultsTold(): Promise<string> {
    return (await this.page.locator('#faults-offered ul').textContent()) ?? '';
  }

  /** Begins anew, after the question whether one is sure. */
  async beginAnew(button: 'Recommencer' | 'Charger Picardie 2008'): Promise<void> {
    const menu = await this.openMenu('Essai');
    await menu.getByRole('button', { name: button }).click();
    const dialog = this.page.getByRole('dialog', { name: button });
    await dialog.getByRole('button', { name: /^(Recommencer|Charger)$/ }).click();
  }

  /** Checks the page with axe: nothing is found; and nothing shows that is hidden. */
  async expectNoBarriers(view: string): Promise<void> {
    await this.picture(view);
    expect(await this.page.evaluate(SHOWN_THOUGH_HIDDEN), view).toEqual([]);
    await this.page.evaluate(
      'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))).then(() => null)',
    );
    const found = await barriersIn(this.page);
    expect(found, view).toEqual([]);
  }

  /** Keeps a picture of a view, for people to look at. */
  async picture(view: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${view}.png`) });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** Somebody on one platform, who acts in a window. */
export class Player {
  readonly #window: Window;
  readonly #name: string;
  readonly #platform: PlatformTitle;

  constructor(window: Window, name: string, platform: PlatformTitle) {
    this.#window = window;
    this.#name = name;
    this.#platform = platform;
  }

  /** The platform's part of the page. */
  get pane(): Locator {
    return this.#window.pane(this.#platform);
  }

  /** The element that holds their messages. */
  get messages(): Locator {
    return this.pane.getByRole('list', { name: 'Messages' });
  }

  get box(): Locator {
    return this.pane.locator('textarea[aria-autocomplete]');
  }

  get form(): Locator {
    return this.pane.locator('dialog');
  }

  /** Opens a channel by its name, or the conversation with the bot. */
  async open(place: string): Promise<this> {
    await this.#window.become(this.#name, this.#platform);
    const name =
      place === 'bot'
        ? /conversation (avec|with)/
        : new RegExp(`(salon( privé)?|(private )?channel) ${place}( ?(nouveau|new))?$`);
    const button = this.pane.getByRole('navigation').getByRole('button', { name });
    await button.click();
    await expect.poll(() => button.getAttribute('aria-current')).toBe('page');
    return this;
  }

  /** The line that says on which platform, and in which workspace or server, one is. */
  get where(): Locator {
    return this.pane.locator('.who strong');
  }

  /** The buttons of the servers that they are in, where these are several. */
  get servers(): Locator {
    return this.pane.getByRole('group', { name: 'Serveurs' }).getByRole('button');
  }

  /** Goes to one of these servers. */
  async goTo(server: string): Promise<void> {
    await this.#window.become(this.#name, this.#platform);
    const button = this.servers.filter({ hasText: server });
    await button.click();
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => this.where.textContent()).toContain(server);
  }

  /** Waits until one is this person, in front of a channel or a conversation whose heading reads so. */
  async isAt(heading: string): Promise<void> {
    const chosen = this.pane.locator('.who option:checked');
    const standing = async () => [
      await chosen.textContent(),
      await this.pane.getByRole('heading').first().textContent(),
    ];
    await expect.poll(standing).toEqual([expect.stringContaining(this.#name), expect.stringContaining(heading)]);
    await expect.poll(() => this.#window.isShown(this.#name, this.#platform)).toBe(true);
  }

  /** Types something and sends it with Enter. */
  async type(text: string): Promise<void> {
    await this.#window.become(this.#name, this.#platform);
    await this.box.fill(text);
    await this.box.press('Enter');
    await expect.poll(() => this.box.inputValue()).toBe('');
  }

  /** Waits until a message reads so. */
  async reads(words: string | RegExp): Promise<void> {
    await this.#window.become(this.#name, this.#platform);
    await this.messages.getByText(words).filter({ visible: true }).last().waitFor();
  }

  /** Returns how often something can be read here. */
  count(words: string): Promise<number> {
    return this.messages.getByText(words, { exact: true }).count();
  }

  /** Presses the last button of this name that can be read here, or in the last message that reads so. */
  async press(label: string, about?: RegExp): Promise<void> {
    await this.#window.become(this.#name, this.#platform);
    // The bot writes with the signs of French typography.
    const named = { name: label.replaceAll("'", '’'), exact: true };
    const buttons = about
      ? this.messages.getByRole('listitem').filter({ hasText: about }).getByRole('button', named)
      : this.messages.getByRole('button', named);
    await buttons.last().click();
  }

  /** Ticks a box of the last list of this name, and closes the list: that chooses. */
  async tick(list: RegExp, option: RegExp): Promise<void> {
    const folded = this.several(list);
    if ((await folded.getAttribute('open')) === null) await folded.locator('summary').click();
    await folded.getByLabel(option).check();
    await folded.locator('summary').click();
  }

  /** Returns the names of the boxes that are ticked in the last list of this name. */
  async ticked(list: RegExp): Promise<readonly string[]> {
    return this.several(list).locator('label:has(:checked)').allTextContents();
  }

  /** The last list of several choices of this name. */
  several(name: RegExp): Locator {
    return this.messages
      .locator('details.several', { has: this.#window.page.locator('legend', { hasText: name }) })
      .last();
  }

  /** Attaches a file to what is typed. */
  async attach(name: string, mimeType: string, content: Uint8Array): Promise<void> {
    await this.#window.become(this.#name, this.#platform);
    await this.pane.getByLabel(/Joindre/).setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
  }

  /** Fills fields of the open form by their labels: text to type, or an option to choose. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      const field = this.form.getByLabel(label, { exact: false }).first();
      const isList = await field.evaluate((one) => one.tagName === 'SELECT');
      if (isList) await field.selectOption({ label: value });
      else await field.fill(value);
    }
  }

  /** Sends the open form. */
  async submit(): Promise<void> {
    await this.form.locator('button[type=submit]').click();
  }
}
