import { cookies } from "next/headers";
import { Edition } from "../../../parts/edition.jsx";

/** For whoever is signed in: rendered for each request, as reading a cookie makes it. */
export default async function Page({ params }) {
  const { period } = await params;
  await cookies();
  return <Edition period={period} />;
}
