// Sets theme, density and language before the first paint; a file of its own because the page allows no inline script.
(function () {
  var root = document.documentElement;
  var read = function (key) {
    try {
      return localStorage.getItem('teahouse.' + key);
    } catch {
      return null; // storage is blocked: defaults apply
    }
  };
  var theme = read('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  root.dataset.density = read('density') || 'cosy';
  var locale = read('locale') || (/^zh/i.test(navigator.language) ? 'zh' : 'en');
  root.lang = locale === 'zh' ? 'zh-CN' : 'en';
})();
