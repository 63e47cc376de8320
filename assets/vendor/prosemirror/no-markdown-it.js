// Articles are parsed from the server's HTML: the Markdown parser that prosemirror-markdown brings is left out.
export default function none() { return { enable: none, disable: none }; }
