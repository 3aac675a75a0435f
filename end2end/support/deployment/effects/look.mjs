// What `language`, `theme`, `brand` and `links` do.

import { expect } from "@playwright/test";

import { openWith } from "../deployment.mjs";
import { say } from "../../locale.mjs";

const colours = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    return [backgroundColor, color];
  });

export const LOOK = [
  [
    "language and theme are the first ones, and the operator's choice wins",
    ["language", "theme"],
    async ({ page, panel }) => {
      await openWith(page, panel, { theme: "dark" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await panel.themeButton().click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
      await page.reload();
      await expect(panel.name).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "system");

      await openWith(page, panel, { language: "pt-BR" });
      await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
      await expect(page.locator("h1")).toHaveText(say("create.title", {}, "pt-BR"));
      // What the operator chooses wins from then on.
      await panel.setLanguage("es");
      await page.reload();
      await expect(page.locator("h1")).toHaveText(say("create.title", {}, "es"));
    },
  ],
  [
    "the brand is shown: name, logo and accent",
    ["brand", "brand.name", "brand.logo", "brand.accent"],
    async ({ page, panel }) => {
      const name = "Acme <img src=x onerror=alert(1)>";
      await openWith(page, panel, { brand: { name } });
      await expect(panel.brand).toHaveText(name);
      await expect(page).toHaveTitle(`${say("create.title")} · ${name}`);
      await panel.goTo("servers");
      await expect(page).toHaveTitle(`${say("page.servers")} · ${name}`);

      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><circle r="12" cx="12" cy="12"/></svg>`;
      await page.route("**/logo.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: svg }));
      const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
      for (const logo of ["logo.svg", `data:image/png;base64,${png}`]) {
        await openWith(page, panel, { brand: { logo } });
        const image = panel.brand.locator("img");
        await expect(image).toHaveAttribute("src", logo);
        await expect.poll(() => image.evaluate((image) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
        await expect(panel.brand.locator("[aria-hidden]")).toHaveCount(0);
      }

      await openWith(page, panel, { theme: "light", brand: { accent: "#6d28d9" } });
      await expect.poll(() => colours(page, "button.primary")).toEqual(["rgb(109, 40, 217)", "rgb(255, 255, 255)"]);
      await panel.button("theme.light").click();
      const [dark] = await colours(page, "button.primary");
      expect(dark).not.toBe("rgb(109, 40, 217)");
      expect(dark).not.toBe("rgb(53, 192, 142)");
    },
  ],
  [
    "links lead out, with their labels as text",
    ["links", "links.label", "links.url"],
    async ({ page, panel }) => {
      const label = "Help <i>me</i>";
      await openWith(page, panel, { links: [{ label, url: "https://help.example.com/?a=1&b#c" }] });
      const link = page.getByRole("navigation", { name: say("config.links") }).getByRole("link");
      await expect(link).toHaveText(label);
      await expect(link).toHaveAttribute("href", "https://help.example.com/?a=1&b#c");
      await expect(link).toHaveAttribute("target", "_blank");
      await expect(link).toHaveAttribute("rel", /noopener/);
      await panel.goTo("servers");
      await expect(link).toHaveText(label);
    },
  ],
];
