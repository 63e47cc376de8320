// Files that go with a message: chosen, dropped or pasted; uploaded at once, with their progress; taken back before they are sent. Without it
// the browser sends them with the form.
'use strict';

frontdesk.attachments = (() => {
  const { draftOf, elsewhere, newKey, on, prefix, refusal, signedOut, store, wentOn } = frontdesk;
  const AT_ONCE = 2;
  const STALLED = 30_000; // without a byte: the line is dead
  const KEPT = 20 * 60 * 60 * 1000; // the server forgets after a day what was not sent

  const pickers = new Map(); // by form
  const element = (tag, className, text = '') => Object.assign(document.createElement(tag), { className, textContent: text });
  const fill = (text, values) => text.replace(/\{\s*\$(\w+)\s*\}/g, (_, name) => values[name] ?? '');
  const stored = (form) => `${prefix}attached:${draftOf(form)}`;

  const isUnderWay = ({ state }) => state === 'waiting' || state === 'uploading';
  const isStopped = ({ state }) => state === 'lost' || state === 'refused';
  const mayBeTried = ({ state, isFinal, blob }) => blob && (state === 'lost' || (state === 'refused' && !isFinal));

  /** Takes over the part of a form where files are chosen, with what the server has put there. */
  const setUp = (form) => {
    const list = form.querySelector('[data-attach]');
    const input = form.querySelector('[data-attach-input]');
    if (!list || !input) return;
    const fresh = [...list.querySelectorAll('li[data-id]')];
    form.classList.add('picks');
    input.removeAttribute('name'); // else the form would send them a second time
    input.onchange = () => {
      add(picker, input.files);
      input.value = ''; // the same file may be chosen again
    };
    const old = pickers.get(form);
    const picker = old ?? { form, files: [], words: JSON.parse(list.dataset.words), isTextNeeded: form.elements.body?.required };
    Object.assign(picker, { list, input });
    form.dataset.drop = picker.words.drop;
    pickers.set(form, picker);
    picker.status = form.querySelector('[data-attach-status]') ?? element('p', 'unseen');
    picker.status.setAttribute('role', 'status');
    picker.status.dataset.attachStatus = '';
    list.after(picker.status);
    // What the server shows is what is there; in a form of its own there is what was kept here.
    if (fresh.length || old) picker.files = fresh.map(({ dataset: { id, name, said, src, address } }) => ({ id, name, said, src, address, key: newKey(), state: 'done' }));
    for (const item of fresh) item.remove();
    if (!old && !fresh.length) restore(form, keptIn(form));
    show(picker);
  };

  const keptIn = (form) => {
    const kept = store.get(stored(form));
    return kept && Date.now() - kept.at < KEPT ? kept.files : [];
  };

  const keep = ({ form, files }) => {
    const done = files.filter(({ state }) => state === 'done').map(({ id, name, said, src, address }) => ({ id, name, said, src, address }));
    if (done.length) store.set(stored(form), { at: Date.now(), files: done });
    else store.remove(stored(form));
  };

  /** Adds files. What can be refused here is not sent first. */
  const add = (picker, chosen) => {
    const { maxBytes, maxFiles } = picker.list.dataset;
    const { words } = picker;
    for (const blob of chosen) {
      const file = { key: newKey(), name: blob.name, blob, state: 'waiting', sent: 0 };
      if (picker.files.filter(({ state }) => state !== 'refused').length >= Number(maxFiles)) refuse(file, words.tooMany);
      else if (blob.size > Number(maxBytes)) refuse(file, words.tooLarge);
      else if (!blob.size) refuse(file, words.empty);
      picker.files.push(file);
    }
    move(picker);
  };

  const refuse = (file, error) => Object.assign(file, { state: 'refused', isFinal: true, error });

  /** Shows how things stand, and does what comes next. */
  const move = (picker) => {
    const free = AT_ONCE - picker.files.filter(({ state }) => state === 'uploading').length;
    for (const file of picker.files.filter(({ state }) => state === 'waiting').slice(0, Math.max(free, 0))) upload(picker, file);
    keep(picker);
    show(picker);
    release(picker);
  };

  const upload = (picker, file) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of what has gone up
    const url = new URL(picker.list.dataset.upload, location.href);
    url.searchParams.set('name', file.name);
    url.searchParams.set('key', file.key);
    Object.assign(file, { state: 'uploading', sent: 0, isLineDead: false, error: undefined, request });
    let timer;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), STALLED);
    };
    const end = (change) => {
      clearTimeout(timer);
      if (file.request !== request) return; // taken back meanwhile
      Object.assign(file, change, { request: undefined });
      move(picker);
    };
    const lost = () => end({ state: 'lost', isLineDead: true, error: picker.words.lost });
    request.upload.onprogress = ({ loaded, total }) => {
      watch();
      file.sent = total ? loaded / total : 0;
      showProgress(picker, file);
    };
    request.onerror = lost;
    request.onabort = lost;
    request.onload = () => end(answer(picker, file, request));
    request.open('POST', url);
    request.setRequestHeader('HX-Request', 'true');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    watch();
    request.send(file.blob);
  };

  /** What a file becomes by the server's answer. */
  const answer = (picker, file, { status, responseText }) => {
    if (status === 200) {
      if (!picker.held) say(picker, fill(picker.words.done, { name: file.name }));
      return { ...JSON.parse(responseText), state: 'done' };
    }
    if (signedOut({ status })) return { state: 'lost', error: picker.words.lost };
    const gone = elsewhere(responseText);
    if (gone) wentOn(gone);
    else if (status === 409) file.key = newKey();
    const isForNow = status >= 500 || [408, 425, 429].includes(status);
    // What the file itself is no second try mends; a conflict may be over.
    return { state: isForNow || gone ? 'lost' : 'refused', isFinal: status !== 409, error: refusal(responseText) };
  };

  const retry = (picker, file) => {
    file.state = 'waiting';
    file.error = undefined;
    move(picker);
  };

  const remove = (picker, file) => {
    const at = picker.files.indexOf(file);
    const { request, id } = file;
    file.request = undefined;
    request?.abort();
    if (id && file.state === 'done') {
      const url = picker.list.dataset.upload.replace('/attachments', `/attachments/${id}/delete`);
      fetch(url, { method: 'POST', headers: { 'HX-Request': 'true' } }).catch(() => {}); // else it is forgotten after a day
    }
    picker.files.splice(at, 1);
    file.row?.remove();
    move(picker);
    const next = picker.files[at] ?? picker.files[at - 1];
    (next?.row.querySelector('.attach-remove') ?? picker.input).focus();
  };

  // Sending waits for what is under way, and goes by itself then.
  document.addEventListener('submit', (event) => {
    const picker = pickers.get(event.target);
    if (!picker?.files.some((file) => file.state !== 'done')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    picker.held = { submitter: event.submitter };
    if (picker.files.some(({ state }) => state === 'refused')) return stop(picker);
    say(picker, picker.words.held, true);
    for (const file of picker.files.filter(({ state }) => state === 'lost')) retry(picker, file);
  }, { capture: true });

  const release = (picker) => {
    if (!picker.held || picker.files.some((file) => file.state === 'lost' || isUnderWay(file))) return;
    const { submitter } = picker.held;
    if (picker.files.some(isStopped)) return stop(picker);
    picker.held = undefined;
    say(picker, '');
    picker.form.requestSubmit(submitter?.isConnected && submitter.form === picker.form ? submitter : null);
  };

  const stop = (picker) => {
    picker.held = undefined;
    const isFinal = picker.files.some((file) => file.state === 'refused' && file.isFinal);
    say(picker, isFinal ? picker.words.refused : picker.words.failed, true);
    picker.files.find(isStopped)?.row?.querySelector('button')?.focus();
  };

  /** Says something to whoever listens, and to whoever looks when it must be seen. */
  const say = ({ status }, text, isSeen = false) => {
    status.textContent = text;
    status.className = isSeen ? 'hint attach-status' : 'unseen';
  };

  const show = (picker) => {
    for (const file of picker.files) {
      const fresh = row(picker, file);
      if (file.row?.dataset.state === fresh.dataset.state && file.row.isConnected) continue;
      const hadFocus = file.row?.contains(document.activeElement);
      if (file.row?.isConnected) file.row.replaceWith(fresh);
      else picker.list.append(fresh);
      file.row = fresh;
      if (hadFocus) fresh.querySelector('.attach-remove').focus();
    }
    const shown = new Set(picker.files.map(({ row: own }) => own));
    for (const item of [...picker.list.children]) if (!shown.has(item) && !item.matches('.bad[role=alert]')) item.remove();
    const { body } = picker.form.elements;
    if (body) body.required = picker.isTextNeeded && !picker.files.length; // a file may say all there is to say
  };

  const row = (picker, file) => {
    const { words } = picker;
    const item = element('li', `attach-file ${file.state}`);
    item.dataset.state = `${file.state} ${file.error ?? ''}`;
    if (isStopped(file)) item.classList.add('bad');
    if (file.src) item.append(Object.assign(element('img', 'attach-thumb'), { src: file.src, alt: '', width: 40, height: 40 }));
    const text = element('span', 'attach-text');
    const name = element('bdi', 'attach-name', file.name);
    name.title = file.name;
    const said = element('span', file.error ? 'attach-why' : 'attach-said', file.error ?? file.said ?? words.waiting);
    if (file.error) said.setAttribute('role', 'alert');
    text.append(name, said);
    item.append(text);
    if (file.state === 'uploading') {
      const bar = Object.assign(element('progress', 'attach-progress'), { max: 100, value: 0 });
      bar.setAttribute('aria-label', fill(words.progressWhich, { name: file.name }));
      item.append(bar);
    }
    if (mayBeTried(file)) item.append(button('button small attach-retry', words.retry, fill(words.retryWhich, { name: file.name }), () => retry(picker, file)));
    const label = fill(isUnderWay(file) ? words.cancelWhich : words.removeWhich, { name: file.name });
    const cross = button('button plain attach-remove', '', label, () => remove(picker, file));
    cross.title = words.remove;
    item.append(cross);
    if (file.state === 'done') item.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'attachment', value: file.id }));
    return item;
  };

  const button = (className, text, label, action) => {
    const made = element('button', className, text);
    made.type = 'button';
    made.setAttribute('aria-label', label);
    made.addEventListener('click', action);
    return made;
  };

  const showProgress = (picker, file) => {
    const bar = file.row?.querySelector('progress');
    if (!bar) return;
    bar.value = Math.round(file.sent * 100);
    file.row.querySelector('.attach-said').textContent = fill(picker.words.progress, { percent: bar.value });
  };

  // Dropped anywhere on the page, and pasted where one writes.
  const target = () => [...pickers.values()].find(({ input }) => input.isConnected && !input.matches(':disabled'));
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  let depth = 0;
  const mark = () => target()?.form.classList.toggle('dropping', depth > 0);

  document.addEventListener('dragenter', (event) => {
    if (!hasFiles(event) || !target()) return;
    depth += 1;
    mark();
  });
  document.addEventListener('dragleave', (event) => {
    if (!hasFiles(event) || !target()) return;
    depth = Math.max(depth - 1, 0);
    mark();
  });
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event) || !target()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event) || !target()) return;
    event.preventDefault(); // else the browser leaves the page for the file
    depth = 0;
    mark();
    add(target(), filesOf(event.dataTransfer));
  });
  document.addEventListener('paste', (event) => {
    const picker = pickers.get(event.target.form ?? event.target.closest?.('form')) ?? (event.target === document.body && target());
    const { files = [], types = [] } = event.clipboardData ?? {};
    // A table that is copied comes as text and as its picture: the text is meant.
    if (!picker || !files.length || types.includes('text/plain')) return;
    event.preventDefault();
    add(picker, [...files].map((file) => (file.name === 'image.png' ? new File([file], `${picker.words.pasted}.png`, { type: file.type }) : file)));
  });

  /** What was dropped, without folders, which cannot be read as a file. */
  const filesOf = ({ items, files }) => {
    const isFolder = [...items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry?.()?.isDirectory);
    return [...files].filter((_, at) => !isFolder[at]);
  };

  /** The files of a form that are ready to be sent. */
  const of = (form) => (pickers.get(form)?.files ?? []).map(({ id, name, said, src, address }) => ({ id, name, said, src, address }));

  /** Forgets the files of a form: they were sent, or are not needed any more. */
  const clear = (form) => {
    const picker = pickers.get(form);
    if (!picker) return;
    picker.files = [];
    keep(picker);
    show(picker);
    say(picker, '');
  };

  /** Puts files back that were uploaded before. One that is not there any more says so. */
  const restore = (form, files = []) => {
    const picker = pickers.get(form);
    if (!picker) return;
    for (const file of files) {
      const back = { ...file, key: newKey(), state: 'done' };
      picker.files.push(back);
      fetch(file.address, { method: 'HEAD', headers: { 'HX-Request': 'true' } }).then(({ status }) => {
        if (status !== 404 || !picker.files.includes(back)) return;
        refuse(back, picker.words.gone);
        move(picker);
      }).catch(() => {}); // no line: the server says so when it is sent
    }
    move(picker);
  };

  const again = () => {
    for (const picker of pickers.values()) {
      for (const file of picker.files.filter(({ state, blob }) => state === 'lost' && blob)) retry(picker, file);
    }
  };
  addEventListener('online', again);
  on('connected', again);
  // A page without a live connection hears of no line. What the server itself refused is left to its writer.
  const isWaitingForLine = ({ files }) => files.some(({ isLineDead }) => isLineDead);
  setInterval(() => !frontdesk.isLive && navigator.onLine && [...pickers.values()].some(isWaitingForLine) && again(), 10_000);
  addEventListener('beforeunload', (event) => {
    if ([...pickers.values()].some(({ files }) => files.some(isUnderWay))) event.preventDefault(); // the browser asks
  });

  const setUpAll = () => document.querySelectorAll('form:has([data-attach])').forEach(setUp);
  document.addEventListener('htmx:after:swap', () => {
    // A form that came back from the server brought its own control.
    for (const form of document.querySelectorAll('form:has([data-attach-input][name])')) setUp(form);
  });
  setUpAll();

  return { clear, of, restore };
})();
