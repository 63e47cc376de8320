// What a page gets in place of Stripe's script: https://docs.stripe.com/js. The card form is in a frame of this script's own origin; the
// page around it sees neither the card nor the answers of the bank, only what Stripe's script would hand it.
'use strict';

(() => {
  const origin = new URL(document.currentScript.src).origin;
  let frames = 0;

  class IntegrationError extends Error {
    name = 'IntegrationError';
  }

  const secretOf = (clientSecret) => {
    if (!/^pi_\w+_secret_\w+$/.test(clientSecret ?? '')) {
      throw new IntegrationError(`Invalid value for elements(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${clientSecret}.`);
    }
    return clientSecret;
  };

  /** A frame of Stripe's, and a conversation with it. */
  class Frame {
    #asked = new Map();
    #count = 0;
    #waiting = [];
    #ready = false;

    constructor(parent, path, title, hear = () => {}) {
      frames += 1;
      this.node = document.createElement('iframe');
      Object.assign(this.node, { src: `${origin}${path}`, title, name: `__privateStripeFrame${frames}`, allow: 'payment *' });
      Object.assign(this.node.style, { border: '0', width: '100%', height: '1px', display: 'block', colorScheme: 'normal' });
      this.listen = ({ source, origin: from, data }) => {
        if (source !== this.node.contentWindow || from !== origin) return;
        if (data.type === 'here') {
          this.#ready = true;
          for (const message of this.#waiting.splice(0)) this.#post(message);
        } else if (data.type === 'answer') {
          this.#asked.get(data.id)?.(data.result);
          this.#asked.delete(data.id);
        } else if (data.type === 'height') {
          this.node.style.height = `${data.height}px`;
        } else {
          hear(data);
        }
      };
      addEventListener('message', this.listen);
      parent.append(this.node);
    }

    #post(message) {
      if (this.#ready) this.node.contentWindow.postMessage(message, origin);
      else this.#waiting.push(message);
    }

    ask(message) {
      this.#count += 1;
      const id = this.#count;
      return new Promise((resolve) => {
        this.#asked.set(id, resolve);
        this.#post({ ...message, id });
      });
    }

    remove() {
      removeEventListener('message', this.listen);
      this.node.remove();
    }
  }

  class PaymentElement {
    #handlers = new Map();
    #setup;
    frame;

    constructor(setup) {
      this.#setup = setup;
    }

    on(event, handler) {
      this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
      return this;
    }

    mount(where) {
      const parent = typeof where === 'string' ? document.querySelector(where) : where;
      if (!parent) throw new IntegrationError(`The selector you specified (${where}) applies to no DOM elements that are currently on the page.`);
      if (this.frame) return this;
      this.frame = new Frame(parent, '/element', 'Secure payment input frame', ({ type, ...event }) => {
        for (const handler of this.#handlers.get(type) ?? []) handler({ elementType: 'payment', ...event });
      });
      this.frame.ask({ type: 'init', ...this.#setup });
      return this;
    }

    unmount() {
      this.frame?.remove();
      this.frame = undefined;
    }

    destroy() {
      this.unmount();
    }
  }

  /** The card's bank asks its holder, in front of the page. */
  const authenticate = (intent, setup) =>
    new Promise((resolve) => {
      const cover = document.createElement('div');
      Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '2147483647', background: 'rgb(0 0 0 / 50%)', display: 'grid', placeItems: 'center' });
      document.body.append(cover);
      const query = new URLSearchParams({ account: setup.account ?? '', client_secret: intent.client_secret });
      const frame = new Frame(cover, `/authenticate/${intent.id}?${query}`, 'Authentication by your bank', ({ type }) => {
        if (type !== 'authenticated') return;
        frame.remove();
        cover.remove();
        resolve();
      });
      Object.assign(frame.node.style, { width: 'min(400px, 90vw)', height: '300px', background: '#fff', borderRadius: '8px' });
    });

  window.Stripe = (key, { stripeAccount: account, locale } = {}) => {
    if (!/^pk_(test|live)_/.test(key ?? '')) throw new IntegrationError('Please call Stripe() with your publishable key. You used an empty or secret one.');
    let hidden;
    const retrieve = (clientSecret) => {
      hidden ??= new Frame(document.body, '/element', '');
      hidden.node.hidden = true;
      return hidden.ask({ type: 'retrieve', key, account, clientSecret: secretOf(clientSecret) });
    };

    return {
      elements({ clientSecret, appearance = {}, locale: own = locale } = {}) {
        const setup = { key, account, clientSecret: secretOf(clientSecret), appearance, locale: own };
        let element;
        return {
          setup,
          create(kind) {
            if (kind !== 'payment') throw new IntegrationError(`A valid Element name must be provided. You specified: ${kind}.`);
            if (element) throw new IntegrationError("Can only create one Element of type payment.");
            element = new PaymentElement(setup);
            return element;
          },
          getElement: (kind) => (kind === 'payment' ? element ?? null : null),
          async submit() {
            if (!element?.frame) throw new IntegrationError('Invalid value for elements.submit(): elements should have a mounted Payment Element or Express Checkout Element.');
            return element.frame.ask({ type: 'submit' });
          },
          update({ appearance = setup.appearance, locale: next = setup.locale }) {
            Object.assign(setup, { appearance, locale: next });
            element?.frame?.ask({ type: 'dress', appearance, locale: next });
          },
        };
      },

      async confirmPayment({ elements, confirmParams = {}, redirect = 'always' }) {
        const element = elements?.getElement('payment');
        if (!element?.frame) throw new IntegrationError('Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element or Express Checkout Element.');
        if (redirect !== 'if_required' && !confirmParams.return_url) {
          throw new IntegrationError('stripe.confirmPayment(): the return_url is required.');
        }
        const { setup } = elements;
        let { error, paymentIntent } = await element.frame.ask({ type: 'confirm', returnUrl: confirmParams.return_url });
        if (paymentIntent?.status === 'requires_action') {
          await authenticate({ ...paymentIntent, client_secret: setup.clientSecret }, setup);
          ({ error, paymentIntent } = await retrieve(setup.clientSecret));
          if (paymentIntent?.status === 'requires_payment_method') {
            error = { ...paymentIntent.last_payment_error, payment_intent: paymentIntent };
          }
        }
        if (error) return { error };
        if (redirect === 'always') {
          const to = new URL(confirmParams.return_url);
          to.searchParams.set('payment_intent', paymentIntent.id);
          to.searchParams.set('payment_intent_client_secret', setup.clientSecret);
          to.searchParams.set('redirect_status', paymentIntent.status);
          location.assign(to);
          return new Promise(() => {});
        }
        return { paymentIntent };
      },

      retrievePaymentIntent: (clientSecret) => retrieve(clientSecret),
    };
  };
  window.Stripe.version = 'endive';
})();
