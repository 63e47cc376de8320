### Files that people send along with what they write.

## Choosing files, in the form of a message

attach = Attach files
attach-list = Files to send
attach-drop = Drop the files here
attach-limits = Up to { $files } files of at most { $megabytes } MB each.
attach-send = Send { $name }

## What the script says of them

attach-remove = Remove
attach-remove-which = Remove { $name }
attach-cancel-which = Cancel the upload of { $name }
attach-retry = Try again
attach-retry-which = Upload { $name } again
attach-waiting = Waiting
attach-progress = { $percent } %
attach-progress-which = Upload of { $name }
attach-done = { $name } is attached.
attach-lost = The connection was lost. It goes on when the connection is back, or at once with Try again.
attach-held = Your message goes as soon as its files are uploaded.
attach-failed = Not sent: try the marked file again, or remove it.
attach-refused = Not sent: remove the marked file first. It says what to do instead.
attach-pasted = Pasted picture

## Files in a thread

attachments = Attached files
attachment-picture = Open the picture { $name }
attachment-said = { $kind } · { $size }
attachment-mail = Attached: { $name } ({ $said })

## Kinds of files

family-picture = Picture
family-pdf = PDF
family-document = Document
family-spreadsheet = Table
family-presentation = Presentation
family-text = Text
family-archive = ZIP archive
family-audio = Audio
family-video = Video

## Sizes

size-bytes = { $count } B
size-kilobytes = { $count } KB
size-megabytes = { $count } MB

## Why a file is not taken

attachment-empty = The file is empty. Please choose another one.
attachment-too-large = The file is larger than { $megabytes } MB. Please attach a smaller version, or write where it can be fetched.
attachment-drawing-too-large = A drawing may have at most { $kilobytes } KB. Please export it as PNG or PDF, and attach that.
attachment-not-taken = Files of this kind are not taken. Please attach a picture, a PDF, an office document, text, a table, audio, video or a ZIP archive.
attachment-mismatch = What is in the file does not match its name, so it was not taken. Please save it anew in the program it comes from, and attach that.
attachment-truncated = The file ends in its middle. Please open it on your device to see whether it is whole, then attach it again.
attachment-too-many-unsent = You have many files that you have not sent yet. Send or remove some first.
attachment-key-in-use = Another file was uploaded in its place. Please attach it again.
attachment-too-many = A message takes at most { $files } files. Please send this one with your next message.
attachment-not-stored = The server could not store the file just now. Please try again.
files-refused = Some files could not be attached. What you wrote and the other files are still here.
files-gone = A file is not there any more. Please attach it again.

## The audit log

action-attachment-added = File uploaded
