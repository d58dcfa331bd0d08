"use client";

import { useState } from "react";

export function ThemeSwitch() {
  const [isDark, setDark] = useState(false);
  const turn = () => {
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
    setDark(!isDark);
  };
  return (
    <button type="button" onClick={turn}>
      Switch to {isDark ? "light" : "dark"} colours
    </button>
  );
}
