import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { inText, resolved } from './example.ts';
import type { Schema } from './operations.ts';
import classes from './reference.module.css';

type Schemas = Readonly<Record<string, Schema>>;
/** What is deeper repeats what is above. */
const DEEPEST = 6;

/** The fields of a document, what they hold and which are needed; those with fields of their own open. */
export function SchemaFields(props: { schema: Schema; schemas: Schemas; depth?: number }): ReactElement | null {
  const text = useText();
  const { schema, schemas, depth = 0 } = props;
  const known = membersOf(schema, schemas);
  const { properties = {}, required = [] } = known;
  const names = Object.keys(properties);
  if (depth > DEEPEST) return null;
  if (names.length === 0)
    return depth === 0 ? (
      <span className={classes['kind']} translate="no">
        {kindOf(schema, schemas)}
      </span>
    ) : null;
  return (
    <ul className={classes['fields']}>
      {names.map((name) => {
        const field = properties[name] ?? {};
        const head = (
          <>
            <code>{name}</code>{' '}
            <span className={classes['kind']} translate="no">
              {kindOf(field, schemas)}
            </span>{' '}
            {required.includes(name) && <span className={classes['needed']}>{text('reference.needed')}</span>}
          </>
        );
        const note = resolved(field, schemas).description;
        const hasFields = Object.keys(membersOf(field, schemas).properties ?? {}).length > 0;
        return (
          <li key={name}>
            {hasFields ? (
              <details>
                <summary>{head}</summary>
                <SchemaFields schema={field} schemas={schemas} depth={depth + 1} />
              </details>
            ) : (
              head
            )}
            {note && <span className={classes['note']}>{note}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** An array is shown by what it holds. */
function membersOf(schema: Schema, schemas: Schemas): Schema {
  const known = resolved(schema, schemas);
  if (known.type !== 'array') return known;
  const item = Array.isArray(known.items) ? known.items[0] : known.items;
  return resolved(item ?? {}, schemas);
}

function kindOf(schema: Schema, schemas: Schemas): string {
  const known = resolved(schema, schemas);
  if (known.enum) return known.enum.map(inText).join(' | ');
  if (known.const !== undefined) return inText(known.const);
  if (known.type === 'array') return `${kindOf(membersOf(known, schemas), {})}[]`;
  return [known.format ?? known.type ?? ''].flat().join(' | ');
}
