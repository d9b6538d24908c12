// The beginning.

access.take();
menu.begin();
table.begin();
events.begin();
logs.begin();
tokenForm.begin();
keyboard.begin();
byId("all-menu").addEventListener("click", event => menu.open(event.currentTarget, "All processes", offers.ofAll(live.snapshot?.processes ?? [])));
live.begin();
