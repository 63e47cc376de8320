### Articles at the desk: the list, the editor, revisions.

## The list

articles-title = Articles
articles-new = New article
articles-search = Search articles
articles-search-placeholder = Words of the title
articles-search-submit = Search
articles-filter = Which articles
articles-filter-category = Category
articles-filter-tag = Tag
articles-filter-any = Any
articles-order = Order
articles-order-changed = Last changed
articles-order-title = Title
articles-apply = Apply
articles-clear = Clear the filter
articles-export = Download all
articles-more = More articles
articles-imported = imported
articles-none-title = No articles yet
articles-none-text = What clients ask again and again is best answered once, here. Published articles appear in the help centre and while somebody types a subject.
articles-not-found-title = No article fits
articles-not-found-text = Try fewer words or fewer filters.

## An article at the desk

article-edit = Edit
article-publish = Publish
article-unpublish = Unpublish
article-preview = Preview as client
article-open = Open in the help centre
article-revisions = Revisions
article-lessons = What it has learned
article-delete = Delete
article-delete-title = Delete this draft
article-delete-text = Deleting is for good, revisions included.
article-delete-refused = A published article cannot be deleted. Unpublish it first.
article-hidden-draft = Clients cannot see this article: it is a draft.
article-hidden-internal = Clients cannot see this article: it is for staff only.
article-empty = Nothing is written yet.
article-about = Details
article-category = Category
article-tags = Tags
article-slug = Address
article-visibility = Visibility
article-status = Status
article-changed = Changed
article-source = Source

## A preview

preview-title = This is what clients see.
preview-draft = This is what clients will see once the article is published.
preview-internal = This article is for staff only. Clients would see this.
preview-back = Back to the article

## The editor

editor-new = New article
editor-title = Edit { $title }
editor-title-label = Title
editor-body-label = Text
editor-body-hint = Written in Markdown: # heading, **bold**, - list.
editor-slug-label = Address
editor-slug-hint = What stands in links to the article. Left empty it is made of the title.
editor-category-label = Category
editor-tags-label = Tags
editor-tags-hint = Words under which it belongs, with commas between.
editor-visibility-label = Visibility
editor-save = Save draft
editor-save-published = Save
editor-publish = Save and publish
editor-unpublish = Save and unpublish
editor-cancel = Close
editor-restored = What you had not saved is in the form, as of { $when }.
editor-discard = Discard it
editor-others = { $who } has this article open too.
editor-stale-title = { $who } saved a newer version meanwhile
editor-stale-title-unknown = A newer version was saved meanwhile
editor-stale-text = Nothing of yours is lost: it is in the form below. The marks show what saving would change in the newer version. Save it over the newer one as a new revision, or edit on first.
editor-stale-theirs = Open the newer version
editor-stale-save = Save mine over it

## The toolbar

tool-bar = Formatting
tool-heading-2 = Heading
tool-heading-3 = Smaller heading
tool-heading-4 = Smallest heading
tool-heading-2-short = H2
tool-heading-3-short = H3
tool-heading-4-short = H4
tool-bold = Bold (Ctrl+B)
tool-italic = Italic (Ctrl+I)
tool-strike = Struck through
tool-code = Code (Ctrl+E)
tool-bullets = List
tool-numbers = Numbered list
tool-quote = Quotation
tool-code-block = Block of code
tool-picture = Picture
tool-rule = Line across
tool-link = Link (Ctrl+K)
tool-table = Table
tool-undo = Undo (Ctrl+Z)
tool-redo = Redo (Ctrl+Y)
tool-markdown = Markdown
tool-table-bar = Table
tool-row-above = Row above
tool-row-below = Row below
tool-row-delete = Delete row
tool-column-before = Column before
tool-column-after = Column after
tool-column-delete = Delete column
tool-table-delete = Delete table

## The dialog for a link

link-title = Link
link-address = Address
link-hint = https://…, an e-mail address, or /help/…
link-wrong = Please give an address that begins with https://, http://, mailto: or /.
link-set = Set the link
link-remove = Remove the link
link-cancel = Cancel

## The dialog for a picture

picture-title = Picture
picture-alt = What the picture shows
picture-alt-hint = For whoever cannot see it: one sentence, or nothing for an ornament.
picture-insert = Insert
picture-cancel = Cancel
picture-refused = This can’t be used. Pictures are PNG, JPEG, GIF, WebP or SVG of at most 5 MB.

## Revisions

revisions-title = Revisions of { $title }
revisions-number = Revision { $number }
revisions-now = As it is now
revisions-none-title = No revisions yet
revisions-none-text = The article is kept as it is now as soon as it is saved.
revisions-more = Older revisions
revision-title = Revision { $number } of { $title }
revision-first = This is the first revision.
revision-since = What changed since revision { $number }. What came is underlined, what went is struck through.
revision-restore = Make this the article’s text again
revision-restore-text = It becomes a new revision; who may read the article stays as it is.
revision-same = The text is the same.
revision-skipped = { $count ->
    [one] { $count } line unchanged
   *[other] { $count } lines unchanged
}
revision-earlier = Earlier
revision-later = Later
articles-views = { $count ->
    [one] Read once
   *[other] Read { $count } times
}
articles-helpful = { $helpful } of { $count } found it helpful
articles-solved = { $count ->
    [one] Solved one question
   *[other] Solved { $count } questions
}
