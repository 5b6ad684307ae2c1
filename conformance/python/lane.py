"""The Python lane: wechatpy and apprise, unmodified. Both carry the vendors' addresses in their code."""

from try_apprise import try_apprise
from try_wechatpy import try_wechatpy

try_wechatpy()
try_apprise()
