import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactElement, Ref } from 'react';

type Own = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'style' | 'color'> & { ref?: Ref<HTMLAnchorElement> };

const ButtonAnchor = (props: ButtonProps & Own): ReactElement => <Button component="a" {...props} />;
const TextAnchor = (props: AnchorProps & Own): ReactElement => <Anchor {...props} />;

/** A link to a page of ours that looks like a button. */
export const LinkButton = createLink(ButtonAnchor);
export const TextLink = createLink(TextAnchor);
