import { curlCommand } from './curl-command.ts';

/** How a program sends files: the GraphQL multipart request specification in short, with a command that works here. */
export function MultipartGuide() {
  return (
    <section>
      <h3>From a program</h3>
      <p>
        Files travel by the GraphQL multipart request specification: a <code>POST</code> to <code>/graphql</code> of the
        type <code>multipart/form-data</code>, whose parts come in this order.
      </p>
      <ol>
        <li>
          <code>operations</code>: the request as JSON, with <code>null</code> where a file belongs.
        </li>
        <li>
          <code>map</code>: which part is for which place, as JSON.
        </li>
        <li>The files, under the names that the map gave them.</li>
      </ol>
      <p>
        The header <code>apollo-require-preflight: true</code> has to be there; without it the server takes the request
        for one that another site forged.
      </p>
      <pre className="desk-code">{curlCommand(location.origin)}</pre>
    </section>
  );
}
