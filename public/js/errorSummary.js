// Brings a person who sent a form straight to what needs another look.
document.querySelector('[data-focus]')?.focus()
