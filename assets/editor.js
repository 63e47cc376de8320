// The rich editor: ProseMirror on the HTML that the server makes of Markdown, and back to Markdown. What it cannot hold stays Markdown.
'use strict';

frontdesk.richEditor = (() => {
  const {
    EditorState, EditorView, Schema, DOMParser: Parser, TextSelection, baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn, lift,
    keymap, history, undo, redo, inputRules, textblockTypeInputRule, wrappingInputRule, undoInputRule, liftListItem, sinkListItem, splitListItem,
    wrapInList, addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable,
    tableEditing, tableNodes, MarkdownSerializer, defaultMarkdownSerializer, dropCursor, gapCursor,
  } = ProseMirror;

  const SAFE = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i;
  const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
  // A list is tight when nothing in it is a paragraph of its own.
  const isTight = (dom) => !dom.querySelector(':scope > li > p');
  const tableSpecs = tableNodes({ tableGroup: 'block', cellContent: 'inline*', cellAttributes: {} });

  const schema = new Schema({
    nodes: {
      doc: { content: 'block+' },
      paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
      heading: {
        attrs: { level: { default: 2 } }, content: 'inline*', group: 'block', defining: true,
        parseDOM: [{ tag: 'h1', attrs: { level: 2 } }, ...[2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } }))],
        toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
      },
      blockquote: { content: 'block+', group: 'block', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
      code_block: {
        attrs: { params: { default: '' } }, content: 'text*', marks: '', group: 'block', code: true, defining: true,
        parseDOM: [{
          tag: 'pre', preserveWhitespace: 'full',
          getAttrs: (dom) => ({ params: dom.querySelector('code')?.className.match(/^language-(\S+)$/)?.[1] ?? '' }),
        }],
        toDOM: () => ['pre', ['code', 0]],
      },
      horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
      bullet_list: {
        attrs: { tight: { default: true } }, content: 'list_item+', group: 'block',
        parseDOM: [{ tag: 'ul', getAttrs: (dom) => ({ tight: isTight(dom) }) }], toDOM: () => ['ul', 0],
      },
      ordered_list: {
        attrs: { order: { default: 1 }, tight: { default: true } }, content: 'list_item+', group: 'block',
        parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ order: dom.start ?? 1, tight: isTight(dom) }) }],
        toDOM: ({ attrs }) => (attrs.order === 1 ? ['ol', 0] : ['ol', { start: attrs.order }, 0]),
      },
      list_item: { content: 'paragraph block*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
      ...tableSpecs,
      image: {
        attrs: { src: {}, alt: { default: '' }, title: { default: null } }, inline: true, group: 'inline', draggable: true,
        parseDOM: [{
          tag: 'img[src]',
          getAttrs: (dom) => {
            const src = dom.getAttribute('src');
            return src.startsWith('/files/') ? { src, alt: dom.alt, title: dom.getAttribute('title') } : false;
          },
        }],
        toDOM: ({ attrs: { src, alt, title } }) => ['img', { src, alt, title }],
      },
      hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
      text: { group: 'inline' },
    },
    marks: {
      link: {
        attrs: { href: {}, title: { default: null } }, inclusive: false,
        parseDOM: [{
          tag: 'a[href]',
          getAttrs: (dom) => {
            const href = dom.getAttribute('href');
            return SAFE.test(href) ? { href, title: dom.getAttribute('title') } : false;
          },
        }],
        toDOM: ({ attrs: { href, title } }) => ['a', { href, title, rel: 'nofollow noopener noreferrer' }, 0],
      },
      em: { parseDOM: [{ tag: 'i' }, { tag: 'em' }, { style: 'font-style=italic' }], toDOM: () => ['em', 0] },
      strong: {
        parseDOM: [
          { tag: 'strong' },
          { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
          { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
        ],
        toDOM: () => ['strong', 0],
      },
      strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }], toDOM: () => ['del', 0] },
      code: { code: true, parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
    },
  });
  const { nodes, marks } = schema;

  // Markdown

  const { nodes: known, marks: knownMarks } = defaultMarkdownSerializer;
  /** What stands in a cell, on one line. A stroke would end the cell. */
  const cellText = (cell) => {
    const block = schema.node('doc', null, [schema.node('paragraph', null, cell.content)]);
    return serializer.serialize(block).replace(/\\\n|\n/g, ' ').replace(/(?<!\\)\|/g, '\\|').trim();
  };
  const serializer = new MarkdownSerializer({
    ...known,
    // Headings, lists and rules as people write them.
    bullet_list: (state, node) => state.renderList(node, '  ', () => '- '),
    ordered_list(state, node) {
      const start = node.attrs.order;
      const width = String(start + node.childCount - 1).length + 2;
      state.renderList(node, ' '.repeat(width), (at) => `${start + at}. `.padEnd(width));
    },
    table(state, table) {
      const rows = [];
      table.forEach((row) => {
        const cells = [];
        row.forEach((cell) => cells.push(cellText(cell), ...Array(cell.attrs.colspan - 1).fill('')));
        rows.push(cells);
      });
      const width = Math.max(1, ...rows.map((cells) => cells.length));
      const line = (cells) => `| ${[...cells, ...Array(width - cells.length).fill('')].join(' | ')} |`;
      const [head, ...body] = rows;
      for (const text of [line(head ?? []), line(Array(width).fill('---')), ...body.map(line)]) {
        state.write(text);
        state.ensureNewLine();
      }
      state.closeBlock(table);
    },
    // What begins a line within a paragraph must not pass for the beginning of something else.
    text(state, node, parent, at) {
      if (at > 0 && parent.child(at - 1).type === nodes.hard_break) state.atBlockStart = true;
      known.text(state, node, parent, at);
    },
    table_row() {},
    table_cell() {},
    table_header() {},
  }, { ...knownMarks, strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true } });

  const parse = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    // The line break that ends a block of code is not one of its lines.
    for (const code of page.querySelectorAll('pre > code')) code.textContent = code.textContent.replace(/\n$/, '');
    return Parser.fromSchema(schema).parse(page.body);
  };
  const toMarkdown = (doc) => serializer.serialize(doc).replace(/\s+$/, '') + (doc.textContent || doc.childCount > 1 ? '\n' : '');

  /** HTML by what it says: names of headings and white space between blocks are nobody's content. */
  const bare = (html) => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    body.querySelectorAll('[id], [tabindex]').forEach((element) => {
      element.removeAttribute('id');
      element.removeAttribute('tabindex');
    });
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.parentElement.closest('pre')) text.data = text.data.replace(/\s+/g, ' ');
    }
    return body.innerHTML.replace(/\s*(<\/?(?:p|li|ul|ol|h\d|blockquote|pre|table|thead|tbody|tr|td|th|hr|br)\b[^>]*>)\s*/g, '$1').trim();
  };
  const isSame = (one, other) => bare(one) === bare(other);

  // Commands

  const isActive = (state, name) => {
    const { from, $from, to, empty } = state.selection;
    const mark = marks[name];
    if (mark) return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark);
    const [, level] = name.match(/^heading-(\d)$/) ?? [];
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (level ? node.type === nodes.heading && node.attrs.level === Number(level) : node.type === nodes[name]) return true;
    }
    return false;
  };

  const inList = (state) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === nodes.list_item) return true;
    return false;
  };

  const toggleBlock = (name, type, attrs) => (state, dispatch) =>
    (isActive(state, name) ? setBlockType(nodes.paragraph) : setBlockType(type, attrs))(state, dispatch);
  const toggleList = (name) => (state, dispatch) =>
    (isActive(state, name) ? liftListItem(nodes.list_item) : wrapInList(nodes[name]))(state, dispatch);
  const toggleQuote = (state, dispatch) => (isActive(state, 'blockquote') ? lift : wrapIn(nodes.blockquote))(state, dispatch);

  const insertTable = (state, dispatch) => {
    if (isInTable(state) || inList(state)) return false;
    const row = (type) => nodes.table_row.create(null, [type, type, type].map((one) => one.create()));
    const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
    if (dispatch) {
      const at = state.selection.from;
      const change = state.tr.replaceSelectionWith(table);
      dispatch(change.setSelection(TextSelection.near(change.doc.resolve(Math.min(at + 1, change.doc.content.size)))).scrollIntoView());
    }
    return true;
  };
  const insertRule = (state, dispatch) => {
    if (isInTable(state)) return false;
    dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
    return true;
  };
  const insertBreak = chainCommands(exitCode, (state, dispatch) => {
    if (isInTable(state)) return true; // a cell is one line
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
    return true;
  });

  const commands = {
    'heading-2': toggleBlock('heading-2', nodes.heading, { level: 2 }),
    'heading-3': toggleBlock('heading-3', nodes.heading, { level: 3 }),
    'heading-4': toggleBlock('heading-4', nodes.heading, { level: 4 }),
    strong: toggleMark(marks.strong),
    em: toggleMark(marks.em),
    strike: toggleMark(marks.strike),
    code: toggleMark(marks.code),
    bullet_list: toggleList('bullet_list'),
    ordered_list: toggleList('ordered_list'),
    blockquote: toggleQuote,
    code_block: toggleBlock('code_block', nodes.code_block),
    table: insertTable,
    rule: insertRule,
    undo,
    redo,
    'row-above': addRowBefore,
    'row-below': addRowAfter,
    'row-delete': deleteRow,
    'column-before': addColumnBefore,
    'column-after': addColumnAfter,
    'column-delete': deleteColumn,
    'table-delete': deleteTable,
  };

  const rules = inputRules({ rules: [
    textblockTypeInputRule(/^(#{2,4})\s$/, nodes.heading, ([, marks]) => ({ level: marks.length })),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, ([, order]) => ({ order: Number(order) }), ([, order], node) => node.childCount + node.attrs.order === Number(order)),
    textblockTypeInputRule(/^```$/, nodes.code_block),
  ] });

  /** The range of the link that the cursor is in, so that it is changed as a whole. */
  const linkAround = (state) => {
    const { $from, from, to, empty } = state.selection;
    if (!empty) return { from, to, mark: state.doc.rangeHasMark(from, to, marks.link) ? firstLink(state.doc, from, to) : null };
    const mark = marks.link.isInSet($from.marks());
    if (!mark) return { from, to, mark: null };
    let [start, end] = [from, to];
    const base = $from.start();
    $from.parent.forEach((child, offset) => {
      if (mark.isInSet(child.marks) && base + offset <= from && base + offset + child.nodeSize >= from) {
        start = base + offset;
        end = start + child.nodeSize;
      }
    });
    return { from: start, to: end, mark };
  };
  const firstLink = (doc, from, to) => {
    let found = null;
    doc.nodesBetween(from, to, (node) => { found ??= marks.link.isInSet(node.marks) ?? null; });
    return found;
  };

  /** Asks for a link's address in the page's dialog. */
  const askLink = (view) => {
    const dialog = frontdesk.byId('link-dialog');
    const [field, wrong, form] = [dialog.querySelector('#link-href'), dialog.querySelector('#link-wrong'), dialog.querySelector('form')];
    const { from, to, mark } = linkAround(view.state);
    field.value = mark?.attrs.href ?? '';
    wrong.hidden = true;
    dialog.querySelector('[data-link=remove]').hidden = !mark;
    const close = () => {
      dialog.close();
      view.focus();
    };
    dialog.querySelector('[data-link=cancel]').onclick = close;
    dialog.querySelector('[data-link=remove]').onclick = () => {
      view.dispatch(view.state.tr.removeMark(from, to, marks.link));
      close();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const typed = field.value.trim();
      const href = /^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(typed) ? `mailto:${typed}` : typed;
      if (!SAFE.test(href)) {
        wrong.hidden = false;
        field.focus();
        return;
      }
      const link = marks.link.create({ href });
      const change = from === to
        ? view.state.tr.insert(from, schema.text(href.replace(/^mailto:/, ''), [link]))
        : view.state.tr.removeMark(from, to, marks.link).addMark(from, to, link);
      view.dispatch(change.scrollIntoView());
      close();
    };
    dialog.showModal();
    field.select();
    return true;
  };

  /** Asks what a picture shows, then puts it where the cursor is. */
  const askPicture = (view, src) => {
    const dialog = frontdesk.byId('picture-dialog');
    const alt = dialog.querySelector('#picture-alt');
    alt.value = '';
    const close = () => {
      dialog.close();
      view.focus();
    };
    dialog.querySelector('[data-picture=cancel]').onclick = close;
    dialog.querySelector('form').onsubmit = (event) => {
      event.preventDefault();
      view.dispatch(view.state.tr.replaceSelectionWith(nodes.image.create({ src, alt: alt.value.trim() })).scrollIntoView());
      close();
    };
    dialog.showModal();
  };

  /** The toolbar: one stop of the Tab key, arrows inside (the toolbar pattern of the WAI-ARIA Authoring Practices). */
  const makeToolbar = (bar, view, run, signal) => {
    const tools = [...bar.querySelectorAll('.tool')];
    const usable = () => tools.filter((tool) => !tool.hidden);
    const stop = (tool) => tools.forEach((one) => { one.tabIndex = one === tool ? 0 : -1; });
    stop(tools[0]);
    bar.addEventListener('keydown', (event) => {
      const all = usable();
      const at = all.indexOf(document.activeElement);
      const rtl = getComputedStyle(bar).direction === 'rtl';
      const to = { ArrowRight: rtl ? at - 1 : at + 1, ArrowLeft: rtl ? at + 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const tool = all.at(to % all.length);
      stop(tool);
      tool.focus();
    }, { signal });
    bar.addEventListener('mousedown', (event) => event.target.closest('.tool') && event.preventDefault(), { signal }); // the cursor stays in the text
    bar.addEventListener('click', (event) => {
      const tool = event.target.closest('.tool');
      if (!tool) return;
      stop(tool);
      run(tool.dataset.command, tool);
    }, { signal });
    return {
      update() {
        const { state } = view;
        for (const tool of tools) {
          const { command } = tool.dataset;
          if (tool.hasAttribute('aria-pressed')) tool.ariaPressed = String(isActive(state, command));
          if (commands[command]) tool.ariaDisabled = commands[command](state) ? null : 'true';
        }
      },
    };
  };

  /** Makes an editor of HTML at `surface`; tells `changed` after each change. Without `upload` files are left to the form around it. */
  const make = ({ surface, bars, label, described, html, changed, markdown, upload, isTooLarge, send }) => {
    const run = (name, tool) => {
      if (name === 'markdown') return markdown();
      if (name === 'link') return askLink(view);
      if (name === 'picture') return pick();
      commands[name]?.(view.state, view.dispatch);
      // From the keyboard one goes on in the toolbar; with the mouse the cursor never left the text.
      if (document.activeElement !== tool) view.focus();
    };
    /** What the form takes for text rather than for a file. */
    const isText = ({ types }) => types.includes('text/plain');
    /** Uploads a picture that was pasted, dropped or picked; false when there is none. */
    const take = (files) => {
      if (!upload) return Boolean(files?.length);
      const picture = [...files ?? []].find((file) => file.type.startsWith('image/'));
      if (!picture) return false;
      upload(picture).then((src) => src && askPicture(view, src));
      return true;
    };
    const pick = () => {
      const field = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*' });
      field.addEventListener('change', () => take(field.files));
      field.click();
    };
    const mod = (key) => `Mod-${key}`;
    const keys = {
      [mod('b')]: commands.strong,
      [mod('i')]: commands.em,
      [mod('e')]: commands.code,
      [mod('k')]: (state, dispatch, of) => askLink(of),
      [mod('z')]: undo,
      [mod('y')]: redo,
      'Shift-Mod-z': redo,
      Backspace: undoInputRule,
      'Shift-Enter': insertBreak,
      Enter: splitListItem(nodes.list_item),
      Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
      'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
      ...(send && {
        'Mod-Enter': () => {
          send();
          return true;
        },
      }),
      'Alt-F10': () => {
        bars[0].querySelector('[tabindex="0"]').focus();
        return true;
      },
    };
    let toolbars = [];
    const state = EditorState.create({
      doc: parse(html),
      plugins: [rules, keymap(keys), keymap(baseKeymap), history(), dropCursor(), gapCursor(), tableEditing()],
    });
    const view = new EditorView(surface, {
      state,
      attributes: {
        id: 'editor-text', role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': label, ...(described && { 'aria-describedby': described }),
        class: 'editor-text', dir: 'auto', 'data-mac': String(MAC),
      },
      dispatchTransaction(change) {
        view.updateState(view.state.apply(change));
        toolbars.forEach((bar) => bar.update());
        bars[1].hidden = !isInTable(view.state);
        if (change.docChanged) changed();
      },
      // The browser tells late where the cursor went: on a slow device after the next key, which would act on what was selected before.
      handleKeyDown() {
        document.dispatchEvent(new Event('selectionchange'));
        return false;
      },
      // A table that is copied comes with a picture of itself: then it is the table that is meant.
      handlePaste: (of, { clipboardData }) =>
        isTooLarge?.(clipboardData.getData('text/plain'))
        || (!clipboardData.types.includes('text/html') && !(isText(clipboardData) && !upload) && take(clipboardData.files)),
      handleDrop: (of, { dataTransfer }) => take(dataTransfer?.files),
      handleClickOn: (of, at, node, from, event) => Boolean(event.target.closest('a')) && event.preventDefault(),
    });
    const ended = new AbortController(); // the toolbar outlives an editor
    toolbars = bars.map((bar) => makeToolbar(bar, view, run, ended.signal));
    toolbars.forEach((bar) => bar.update());
    bars[1].hidden = true;
    return {
      dom: view.dom,
      markdown: () => toMarkdown(view.state.doc),
      /** Goes on where the text ends. */
      resume() {
        view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
        view.focus();
      },
      focus: () => view.focus(),
      destroy() {
        ended.abort();
        view.destroy();
      },
    };
  };

  /** What Markdown an editor would make of this HTML. */
  const roundTrip = (html) => toMarkdown(parse(html));

  return { make, roundTrip, isSame };
})();
