import { Leaf, TriangleAlert } from 'lucide-react';
import type { CardOf } from '../../../core/contract/index.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Badge, CardFrame } from './card-frame.tsx';
import { OpenBadge } from './open-badge.tsx';

export function MenuCard({ card }: { readonly card: CardOf<'menu'> }) {
  const t = useT();
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <div>
          {card.place.floorName !== '' && <p className="card-kicker">{card.place.floorName}</p>}
          <h2>{card.place.name}</h2>
        </div>
        <div className="badges">
          {card.filters.length > 0 && (
            <Badge tone="accent" icon={<Leaf aria-hidden="true" />}>
              {t('menu.filtered', { filters: card.filters.join(', ') })}
            </Badge>
          )}
          <OpenBadge place={card.place} />
        </div>
      </header>
      <div className="menu">
        {card.sections.map((section) => (
          <section key={section.title} aria-label={section.title}>
            <h3>{section.title}</h3>
            <ul>
              {section.items.map((item) => (
                <MenuItem key={item.name} item={item} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="card-note">
        <TriangleAlert aria-hidden="true" />
        {t('menu.note')}
      </p>
    </CardFrame>
  );
}

type Item = CardOf<'menu'>['sections'][number]['items'][number];

function MenuItem({ item }: { readonly item: Item }) {
  const t = useT();
  return (
    <li className="dish">
      <p className="dish-line">
        <span className="dish-name">{item.name}</span>
        <span className="dish-dots" aria-hidden="true" />
        {item.priceText !== undefined && <span className="dish-price">{item.priceText}</span>}
      </p>
      {item.description !== undefined && <p className="dish-text">{item.description}</p>}
      <p className="dish-facts">
        {item.diets.map((diet) => (
          <Badge key={diet} tone="good" icon={<Leaf aria-hidden="true" />}>
            {diet}
          </Badge>
        ))}
        <span className="dish-allergens">
          {item.allergens.length === 0 ? t('menu.noAllergens') : t('menu.allergens', { list: item.allergens.join(', ') })}
        </span>
      </p>
    </li>
  );
}
