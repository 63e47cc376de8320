// Choosing a customer by typing: a list opens under the field (WAI-ARIA combobox, list autocomplete). Without this the field is plain
// text, and the server recognises the name.
'use strict';

(() => {
  const { word } = frontdesk;
  const made = new WeakSet();
  let count = 0;

  const make = (box) => {
    if (made.has(box)) return;
    made.add(box);
    const field = box.querySelector('input[type=text]');
    const clear = box.querySelector('.combo-clear');
    const around = box.closest('.field');
    const status = around.querySelector('[data-combobox-status]');
    const id = box.querySelector('input[type=hidden]') ?? box.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: 'customer' }));
    id.disabled = false;

    count += 1;
    const popup = Object.assign(document.createElement('div'), { className: 'combo-popup', hidden: true });
    const list = Object.assign(document.createElement('ul'), { id: `combobox-${count}`, role: 'listbox' });
    list.ariaLabel = around.querySelector('label').textContent;
    const none = Object.assign(document.createElement('p'), { className: 'combo-none small', hidden: true });
    popup.append(list, none);
    box.append(popup);
    field.role = 'combobox';
    field.ariaAutoComplete = 'list';
    field.ariaExpanded = 'false';
    field.setAttribute('aria-controls', list.id);

    let chosenName = id.value ? field.value : ''; // the text that the id stands for
    let active = -1;
    let timer;
    let asking; // the request whose answer still counts
    const options = () => [...list.children];

    const look = async () => {
      asking?.abort();
      asking = new AbortController();
      const query = field.value.trim();
      try {
        const response = await fetch(`${box.dataset.combobox}?${new URLSearchParams({ q: query })}`, {
          headers: { 'HX-Request': 'true', Accept: 'application/json' },
          signal: asking.signal,
        });
        if (frontdesk.signedOut(response) || !response.ok) return;
        const { options: found, more } = await response.json();
        if (document.activeElement === field) show(query, found, more);
      } catch { /* overtaken, or no line: the form can be sent all the same */ }
    };

    const show = (query, found, more) => {
      list.replaceChildren(...found.map(({ id: value, name, hint }, at) => {
        const option = Object.assign(document.createElement('li'), { id: `${list.id}-${at}`, role: 'option', ariaSelected: 'false' });
        option.dataset.id = value;
        option.dataset.name = name;
        const title = Object.assign(document.createElement('span'), { className: 'combo-name', dir: 'auto', textContent: name });
        option.append(title);
        if (hint) option.append(Object.assign(document.createElement('span'), { className: 'combo-hint', dir: 'auto', textContent: hint }));
        return option;
      }));
      list.hidden = !found.length;
      none.hidden = found.length > 0;
      none.replaceChildren(word('combobox-none', { name: query }));
      if (!found.length && box.dataset.create) {
        const create = Object.assign(document.createElement('a'), {
          href: `${box.dataset.create}?${new URLSearchParams({ name: query })}`, target: '_blank', rel: 'noopener', textContent: word('combobox-create'),
        });
        none.append(' ', create);
      }
      toggle(true);
      const said = found.length ? word(more ? 'combobox-many' : 'combobox-found', { count: found.length }) : none.textContent;
      if (status.textContent !== said) status.textContent = said;
    };

    const toggle = (open) => {
      popup.hidden = !open;
      field.ariaExpanded = String(open && options().length > 0);
      choose(-1);
      if (!open) status.textContent = '';
    };

    const choose = (index) => {
      active = index;
      options().forEach((option, at) => { option.ariaSelected = String(at === index); });
      const option = options()[index];
      if (option) field.setAttribute('aria-activedescendant', option.id);
      else field.removeAttribute('aria-activedescendant');
      option?.scrollIntoView({ block: 'nearest' });
    };

    const take = (option) => {
      asking?.abort();
      clearTimeout(timer);
      id.value = option.dataset.id;
      field.value = chosenName = option.dataset.name;
      around.querySelector('[data-combobox-candidates]')?.remove();
      toggle(false);
      settled();
    };

    /** The id and the text belong together; and what came with the page about them may be over. */
    const settled = () => {
      if (field.value !== chosenName || !field.value) {
        id.value = '';
        chosenName = '';
      }
      clear.hidden = !field.value;
      box.classList.toggle('chosen', Boolean(id.value));
      field.dispatchEvent(new CustomEvent('change', { bubbles: true })); // a draft is kept
    };

    field.addEventListener('input', () => {
      around.querySelector('[data-combobox-candidates]')?.remove();
      settled();
      clearTimeout(timer);
      timer = setTimeout(look, 120);
    });

    // A name that is typed out is that customer, without a choice.
    field.addEventListener('blur', () => {
      clearTimeout(timer);
      const same = options().filter((option) => option.dataset.name.toLowerCase() === field.value.trim().toLowerCase());
      if (!popup.hidden && !id.value && same.length === 1) take(same[0]);
      setTimeout(() => box.contains(document.activeElement) || toggle(false));
    });

    field.addEventListener('keydown', (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey && event.key !== 'ArrowDown') return;
      const last = options().length - 1;
      const isOpen = !popup.hidden;
      if (event.key === 'ArrowDown') isOpen ? choose(active < last ? active + 1 : 0) : look();
      else if (event.key === 'ArrowUp') isOpen ? choose(active > 0 ? active - 1 : last) : look();
      else if (event.key === 'Enter' && isOpen && active >= 0) take(options()[active]);
      else if (event.key === 'Escape' && isOpen) toggle(false);
      else if (event.key === 'Escape' && field.value) empty();
      else {
        if (event.key === 'Tab' && isOpen && active >= 0) take(options()[active]);
        if (['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key)) choose(-1); // back in the text
        return;
      }
      event.preventDefault();
    });

    const empty = () => {
      field.value = '';
      settled();
      toggle(false);
    };

    clear.addEventListener('click', () => {
      empty();
      field.focus();
    });
    field.addEventListener('click', () => popup.hidden && look());
    popup.addEventListener('mousedown', (event) => event.target.closest('a') || event.preventDefault()); // the focus stays in the field
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) take(option);
    });
    clear.hidden = !field.value;
    box.classList.toggle('chosen', Boolean(id.value));
  };

  const makeAll = () => document.querySelectorAll('[data-combobox]').forEach(make);
  document.addEventListener('htmx:after:swap', makeAll);
  makeAll();
})();
