import { Component, type ReactNode } from 'react';
import { connection } from '../api/connection.ts';
import { queryClient } from '../api/queries.ts';
import { Trouble } from './trouble.tsx';

/** Where not even the question who is signed in gets an answer. It asks again once the server is back. */
export class StartTrouble extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };
  #unsubscribe = (): void => {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidMount(): void {
    this.#unsubscribe = connection.subscribe(() => connection.isLost || this.#again());
  }

  override componentWillUnmount(): void {
    this.#unsubscribe();
  }

  #again = (): void => {
    if (this.state.error === undefined) return;
    queryClient.removeQueries({ queryKey: ['session'] });
    this.setState({ error: undefined });
  };

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <main style={{ maxWidth: 520, margin: '15vh auto', padding: 16 }}>
        <Trouble error={this.state.error} onRetry={this.#again} />
      </main>
    );
  }
}
