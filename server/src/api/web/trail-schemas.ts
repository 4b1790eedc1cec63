import Type from 'typebox';

const text = Type.String();
const moment = Type.String({ format: 'date-time' });
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const word = Type.Optional(Type.String({ maxLength: 200 }));
const time = Type.Optional(moment);

const page = { after: word };
const span = { from: time, until: time };
const trail = { actor: word, kind: word, subject: word, action: word, ...span };

export const TrailQuery = Type.Object({ ...trail, ...page });
export const ExportQuery = Type.Object(trail);

const Named = Type.Object({ id: text, name: orNull(text) });
export const Trail = Type.Object({
  entries: Type.Array(
    Type.Object({
      id: text,
      at: moment,
      kind: Type.Object({ kind: text, id: text, name: orNull(text) }),
      action: text,
      /** A person, a company or an app through which it was done; neither for the program itself. */
      actor: Type.Object({ kind: text, user: orNull(Named), app: orNull(Named) }),
      details: Type.Record(Type.String(), Type.Unknown()),
      correlationId: text,
    }),
  ),
  next: orNull(text),
});

export const EventQuery = Type.Object({ type: word, subject: word, ...span, ...page });
export const Events = Type.Object({
  events: Type.Array(
    Type.Object({
      id: text,
      at: moment,
      topic: text,
      type: text,
      subjectId: text,
      facts: Type.Record(Type.String(), Type.Unknown()),
      correlationId: text,
    }),
  ),
  next: orNull(text),
});
