// A field of Markdown with the rich editor in its place: the field stays what is sent, the editor writes Markdown into it. The editor and its
// library are loaded when they are needed; until then, without a line, and for what the editor cannot hold, the Markdown is what one types in.
'use strict';

/** Takes over the field `body` of a form. `changed` is called after each change in the editor, `send` by Ctrl+Enter; `upload` places pictures. */
frontdesk.richField = ({ form, changed, upload, isTooLarge, send }) => {
  const { byId, sayRefused, signedOut, toast, word } = frontdesk;
  const field = form.elements.body;
  const [place, surface, label] = [byId('editor'), byId('editor-surface'), byId('body-label')];
  const ended = new AbortController();
  const { signal } = ended;
  let editor; // while it is shown
  let loading;
  let isOpening = false;
  let isComposing = false;
  let isLeft = false; // for the Markdown: one comes back by the button alone
  let isStale = false; // the editor was changed and the Markdown does not say so yet

  const script = (src) => new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject }));
  });
  const load = () => {
    loading ??= (async () => {
      if (frontdesk.richEditor) return;
      for (const src of place.dataset.scripts.split(' ')) await script(src);
    })().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const render = async (body) => {
    const response = await fetch(form.dataset.rendering, {
      method: 'POST', headers: { 'HX-Request': 'true' }, body: new URLSearchParams({ body }), signal: AbortSignal.timeout(20_000),
    });
    if (signedOut(response)) return null;
    if (!response.ok) {
      sayRefused(await response.text());
      return null;
    }
    return response.json();
  };

  /** The HTML of a text when the editor holds all of it; null when it does not, undefined when nobody could say. */
  const readable = async (text) => {
    if (!text.trim()) return '';
    const shown = await render(text);
    if (!shown) return undefined;
    if (shown.beyond) return null;
    const again = await render(frontdesk.richEditor.roundTrip(shown.html));
    if (!again) return undefined;
    return frontdesk.richEditor.isSame(shown.html, again.html) ? shown.html : null;
  };

  /** Whether somebody writes in the middle of the Markdown: the editor would lose their place. */
  const isAmid = () => document.activeElement === field && field.selectionEnd > 0 && field.selectionEnd < field.value.length;

  /** Shows the editor, unless the text holds what it would lose. Somebody who is typing at the end goes on in it. */
  const open = async (isAsked = false) => {
    if (isOpening || editor || (isLeft && !isAsked)) return;
    isOpening = true;
    try {
      await load();
      for (let isSettled = false; !isSettled && !signal.aborted;) {
        const text = field.value;
        const html = await readable(text);
        if (isComposing) await new Promise((resolve) => { field.addEventListener('compositionend', resolve, { once: true }); });
        isSettled = field.value === text; // else it was typed in meanwhile
        if (!isSettled || signal.aborted) continue;
        if (html === null) stayMarkdown();
        else if (html === undefined || (isAmid() && !isAsked)) addWayBack();
        else show(html, isAsked);
      }
    } catch {
      addWayBack();
      if (isAsked) toast(word('request-unreachable'));
    } finally {
      isOpening = false;
    }
  };

  const show = (html, isAsked) => {
    const isTyping = document.activeElement === field && field.selectionEnd === field.value.length;
    const isBefore = document.activeElement === field && !isTyping;
    isLeft = false;
    if (why()) why().hidden = true;
    surface.replaceChildren();
    editor = frontdesk.richEditor.make({
      surface,
      bars: [...form.querySelectorAll('.toolbar')],
      label: label.id,
      described: [byId('body-problem') && 'body-problem', missing() && 'body-missing'].filter(Boolean).join(' '),
      html,
      changed() {
        isStale = true;
        if (missing()) missing().hidden = true;
        changed();
      },
      markdown: close,
      upload,
      isTooLarge,
      send,
    });
    toggle(true);
    if (isTyping) editor.resume();
    else if (isAsked || isBefore) editor.focus();
  };

  /** Shows the Markdown again. */
  const close = () => {
    settle();
    hide();
    isLeft = true;
    addWayBack();
    field.focus();
  };
  const hide = () => {
    editor?.destroy();
    editor = undefined;
    toggle(false);
  };

  /** Writes into the field what stands in the editor. */
  const settle = () => {
    if (!editor || !isStale) return;
    field.value = editor.markdown();
    isStale = false;
  };

  const toggle = (isRich) => {
    place.hidden = !isRich;
    field.hidden = isRich;
    byId('body-hint').hidden = isRich;
    if (back()) back().hidden = isRich;
    label.htmlFor = isRich ? 'editor-text' : 'body';
  };

  const missing = () => byId('body-missing');
  const why = () => byId('editor-why');
  const back = () => byId('editor-back');

  /** Says why there is no editor for this text. */
  const stayMarkdown = () => {
    if (!why()) byId('body-hint').after(Object.assign(document.createElement('p'), { id: 'editor-why', className: 'hint' }));
    why().textContent = word('article-markdown-only');
    why().hidden = false;
    isLeft = true;
    addWayBack();
  };

  const addWayBack = () => {
    if (back()) return;
    const button = Object.assign(document.createElement('button'), {
      type: 'button', id: 'editor-back', className: 'button small', textContent: word('article-rich'),
    });
    button.addEventListener('click', () => open(true));
    byId('body-hint').after(button);
  };

  field.addEventListener('compositionstart', () => { isComposing = true; }, { signal });
  field.addEventListener('compositionend', () => { isComposing = false; }, { signal });
  // The browser would say it at a field that nobody sees.
  field.addEventListener('invalid', (event) => {
    if (!editor) return;
    event.preventDefault();
    missing().hidden = false;
    editor.focus();
  }, { signal });

  return {
    load,
    open,
    settle,
    stayMarkdown,
    /** Gives the field back as it was. */
    end() {
      ended.abort();
      hide();
      back()?.remove(); // it leads to this editor
      why()?.remove();
    },
    get isShown() {
      return Boolean(editor);
    },
    /** Whether a form that the server sent back has taken its place. */
    get isLost() {
      return Boolean(editor) && !(surface.isConnected && surface.contains(editor.dom));
    },
  };
};
