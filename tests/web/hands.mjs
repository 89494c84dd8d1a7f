// SPDX-License-Identifier: GPL-3.0-or-later
// hands.mjs - a page as a hand goes through it: with the mouse, or with the keyboard alone. What is typed as text is
// one thing; every other key and every click is counted, and so is every page.
import { check } from './browser.mjs';

const STOPS_MOST = 150;

async function first_of(page, selector) {
  const handle = await page.locator(selector).first().elementHandle();
  return { handle, is_here: () => handle.evaluate((e) => e === document.activeElement) };
}

function keyboard_of(page, hand) {
  /* A page takes its first focus a moment after it has loaded; a person does not press before. */
  const settle = async () => {
    for (let i = 0; i < 10 && await page.evaluate(() => document.activeElement === document.body && !!document.querySelector('[autofocus]')); i++)
      await new Promise((on) => setTimeout(on, 20));
  };
  const strike = async (key) => {
    hand.keys++;
    await page.keyboard.press(key);
  };
  /* What is in the page's own part: by the link over the bar and the places, as who has no mouse learns to. */
  const skip = async (handle) => {
    const far = await handle.evaluate((e) => document.activeElement === document.body && !location.hash && !!e.closest('main'));
    if (!far) return;
    await strike('Tab');
    if (!(await page.evaluate(() => document.activeElement.matches('.skip')))) return;
    await strike('Enter');
    await page.waitForURL(/#main$/);
  };
  const tab_to = async (handle, there, what) => {
    await settle();
    await skip(handle);
    for (let i = 0; i < STOPS_MOST; i++) {
      if (await there()) return;
      await strike('Tab');
    }
    throw new Error(`${what} is not reached by Tab on ${page.url()}`);
  };
  const reach = async (selector) => {
    const { handle, is_here } = await first_of(page, selector);
    await tab_to(handle, is_here, selector);
  };
  return {
    strike,
    reach,
    press: async (selector) => (await reach(selector), strike('Enter')),
    tick: async (selector) => {
      await reach(selector);
      if (!(await page.isChecked(selector))) await strike('Space');
    },
    /* Tab comes to one of a group; the arrows go through it. */
    choose: async (selector) => {
      const { handle, is_here } = await first_of(page, selector);
      await tab_to(handle, () => handle.evaluate((e) => document.activeElement?.type === 'radio' && document.activeElement.name === e.name), selector);
      for (let i = 0; !(await is_here()); i++) {
        check(i < 20, `the arrows do not come to ${selector}`);
        await strike('ArrowDown');
      }
      if (!(await handle.isChecked())) await strike('Space');
    },
    pick: async (selector, words) => {
      await reach(selector);
      const chosen = () => page.$eval(selector, (e) => e.selectedOptions[0].textContent);
      for (let i = 0; !(await chosen()).includes(words); i++) {
        check(i < 40, `'${words}' is not in ${selector}`);
        await strike('ArrowDown');
      }
    },
    write: async (selector, text) => {
      await reach(selector);
      if (await page.inputValue(selector)) await strike('Control+a');
      await page.keyboard.insertText(text);
    },
  };
}

function mouse_of(page, hand) {
  const click = async (selector) => {
    hand.clicks++;
    await page.locator(selector).first().click();
  };
  return {
    strike: (key) => (hand.keys++, page.keyboard.press(key)),
    reach: async () => {},
    press: click,
    tick: async (selector) => {
      if (!(await page.isChecked(selector))) await click(selector);
    },
    choose: async (selector) => {
      if (!(await page.isChecked(selector))) await click(selector);
    },
    pick: async (selector, words) => {
      hand.clicks++;
      const options = await page.$$eval(`${selector} option`, (l) => l.map((o) => [o.value, o.textContent]));
      const found = options.find(([, said]) => said.includes(words));
      check(found, `'${words}' is not in ${selector}`);
      await page.selectOption(selector, found[0]);
    },
    write: async (selector, text) => {
      hand.clicks++;
      await page.fill(selector, text);
    },
  };
}

/* by: 'mouse' or 'keyboard'. */
export function hand_of(page, by) {
  const hand = { by, keys: 0, clicks: 0, pages: 0 };
  Object.assign(hand, by === 'mouse' ? mouse_of(page, hand) : keyboard_of(page, hand));
  page.on('load', () => hand.pages++);
  /* Press what leads to another page, and wait for it. */
  hand.go = async (selector) => {
    await hand.reach(selector);
    return (await Promise.all([page.waitForNavigation(), hand.press(selector)]))[0];
  };
  /* A key that leads to another page, where the eye is already. */
  hand.go_by = async (key) => (await Promise.all([page.waitForNavigation(), hand.strike(key)]))[0];
  hand.said = () => `${hand.pages} pages, ${hand.keys} keys, ${hand.clicks} clicks`;
  return hand;
}
