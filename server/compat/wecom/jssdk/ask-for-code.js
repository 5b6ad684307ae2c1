// Stands in an app's frame when it asks who is signed in: the client around it asks in its place.
parent.postMessage({ askForCode: location.href }, location.origin);
