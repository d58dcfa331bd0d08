import { Edition } from "../../../parts/edition.jsx";

/** For everybody: rendered once, then kept. */
export const dynamic = "force-static";
export const revalidate = 3600;

export function generateStaticParams() {
  return [];
}

export default async function Page({ params }) {
  const { period } = await params;
  return <Edition period={period} />;
}
