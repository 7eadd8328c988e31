import { useScreen } from '../store/use-screen.ts';

/** The venue's logo where its theme has one, else its name. */
export function VenueMark() {
  const name = useScreen((s) => s.kiosk?.venue?.name ?? s.kiosk?.kioskName ?? '');
  const logo = useScreen((s) => s.kiosk?.look?.theme?.logo);
  if (logo === undefined) return <p className="head-name">{name}</p>;
  return (
    <p className="head-name head-name--logo">
      <img className="head-logo head-logo--day" src={logo.day} alt={name} draggable={false} />
      <img className="head-logo head-logo--night" src={logo.night} alt={name} draggable={false} />
    </p>
  );
}
