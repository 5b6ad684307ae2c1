"""The Python lane: wechatpy and apprise, unmodified. Both carry the vendors' addresses in their code."""

from try_apprise import try_apprise
from try_customers import try_customers, try_desk
from try_office import try_office
from try_wechatpy import try_wechatpy

try_wechatpy()
try_customers()
try_desk()
try_office()
try_apprise()
