// The service worker: `edition` above names what it keeps. Another version takes the old one's place.
const cacheName = edition.name + edition.version
const forget = async keep => {
  for (const name of await caches.keys()) {
    if (name.startsWith(edition.name) && name !== keep) await caches.delete(name)
  }
}

self.addEventListener('install', event => {
  event.waitUntil(caches.open(cacheName).then(cache => cache.addAll(edition.files)).then(() => self.skipWaiting()))
})
self.addEventListener('activate', event => {
  event.waitUntil(forget(cacheName).then(() => self.clients.claim()))
})
self.addEventListener('message', event => {
  if (event.data === 'forget') event.waitUntil(forget(''))
})
self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET') return
  const address = new URL(event.request.url)
  if (address.pathname.endsWith('/')) address.pathname += 'index.html'
  address.search = ''
  event.respondWith(caches.match(address.href).then(kept => kept ?? fetch(event.request)))
})
