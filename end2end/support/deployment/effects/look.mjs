// What `language`, `theme`, `brand` and `links` do.

import { expect } from "@playwright/test";

import { button, openWith } from "../deployment.mjs";
import { say } from "../../locale.mjs";

const colours = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    return [backgroundColor, color];
  });

export const LOOK = {
  language: async ({ page, panel }) => {
    await openWith(page, panel, { language: "pt-BR" });
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    await expect(page.locator("h1")).toHaveText(say("create.title", {}, "pt-BR"));
    // What the operator chooses wins from then on.
    await panel.setLanguage("es");
    await page.reload();
    await expect(page.locator("h1")).toHaveText(say("create.title", {}, "es"));
  },

  theme: async ({ page, panel }) => {
    await openWith(page, panel, { theme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await button(page, say("theme.dark")).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
    await page.reload();
    await expect(panel.name).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  },

  brand: async ({ page, panel }) => {
    await openWith(page, panel, { brand: {} });
    await expect(page.locator(".brand")).toHaveText(say("app.name"));
    await expect(page.locator(".brand .mark")).toBeVisible();
  },

  "brand.name": async ({ page, panel }) => {
    const name = "Acme <img src=x onerror=alert(1)>";
    await openWith(page, panel, { brand: { name } });
    await expect(page.locator(".brand")).toHaveText(name);
    await expect(page).toHaveTitle(`${say("create.title")} · ${name}`);
    await panel.goTo("servers");
    await expect(page).toHaveTitle(`${say("page.servers")} · ${name}`);
  },

  "brand.logo": async ({ page, panel }) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><circle r="12" cx="12" cy="12"/></svg>`;
    await page.route("**/logo.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: svg }));
    const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    for (const logo of ["logo.svg", `data:image/png;base64,${png}`]) {
      await openWith(page, panel, { brand: { logo } });
      const image = page.locator(".brand img");
      await expect(image).toHaveAttribute("src", logo);
      await expect.poll(() => image.evaluate((image) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
      await expect(page.locator(".brand .mark")).toHaveCount(0);
    }
  },

  "brand.accent": async ({ page, panel }) => {
    await openWith(page, panel, { theme: "light", brand: { accent: "#6d28d9" } });
    expect(await colours(page, "#submit")).toEqual(["rgb(109, 40, 217)", "rgb(255, 255, 255)"]);
    await button(page, say("theme.light")).click();
    const [dark] = await colours(page, "#submit");
    expect(dark).not.toBe("rgb(109, 40, 217)");
    expect(dark).not.toBe("rgb(53, 192, 142)");
  },

  links: async ({ page, panel }) => {
    await openWith(page, panel, { links: [] });
    await expect(page.locator(".page-links")).toHaveCount(0);
  },

  "links.label": async ({ page, panel }) => {
    await openWith(page, panel, { links: [{ label: "Help <i>me</i>", url: "https://help.example.com" }] });
    const links = page.getByRole("navigation", { name: say("config.links") });
    await expect(links.getByRole("link")).toHaveText("Help <i>me</i>");
    await panel.goTo("servers");
    await expect(links.getByRole("link")).toHaveText("Help <i>me</i>");
  },

  "links.url": async ({ page, panel }) => {
    await openWith(page, panel, { links: [{ label: "Help", url: "https://help.example.com/?a=1&b#c" }] });
    const link = page.locator(".page-links a");
    await expect(link).toHaveAttribute("href", "https://help.example.com/?a=1&b#c");
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(link).toHaveAttribute("rel", /noopener/);
  },
};
