// Where an update of a project is written: the rich editor comes when somebody goes to the field, or at once when there is a text in it.
'use strict';

(() => {
  let [form, rich, written] = [];
  let ended = new AbortController();

  const mount = () => {
    ended.abort();
    rich?.end();
    form = document.querySelector('form[data-rendering]');
    if (!form) return;
    ended = new AbortController();
    const { signal } = ended;
    const field = form.elements.body;
    rich = frontdesk.richField({
      form,
      changed() {
        rich.settle();
        written = field.value;
        field.dispatchEvent(new Event('input', { bubbles: true })); // it is kept as it is typed
      },
      send: () => form.requestSubmit(),
    });
    written = field.value;
    field.addEventListener('focus', () => rich.open(), { signal });
    // On the way to the field the editor is fetched; it takes no one's place yet.
    field.addEventListener('pointerenter', () => rich.load().catch(() => {}), { signal, once: true });
    if (field.value.trim() || document.activeElement === field) rich.open();
  };

  /** The text changed behind the editor: in another tab, or when the page came back. */
  const follow = () => form?.isConnected && rich.isShown && form.elements.body.value !== written && mount();
  addEventListener('storage', follow);
  addEventListener('pageshow', follow);
  // A form that the server refused comes back without the editor.
  document.addEventListener('htmx:after:swap', () => {
    if (form && (!form.isConnected || rich.isLost)) mount();
  });

  mount();
})();
