// Nobody is signed in here. In an app's frame the client around it asks in its place; elsewhere the person signs in and comes back.
if (parent !== window) parent.postMessage({ askForCode: location.href }, '*');
else location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
