package webhook

import (
	"net/http"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// "The address that is really dialled is refused when it is private, loopback,
// link-local, shared, multicast, unspecified, reserved, or where clouds keep
// their credentials", also when it is written as one of IPv6.
func TestOnlyPublicAddressesAreDialled(t *testing.T) {
	for _, text := range []string{
		"127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1",
		"198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "ff0e::1", "100::1", "2001::1", "2001:db8::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
		"2002:7f00:1::", "2002:a00:1::1",
	} {
		a := netip.MustParseAddr(text)
		err := control(nil)("tcp", netip.AddrPortFrom(a, 443).String(), nil)
		var refused *AddressError
		require.ErrorAs(t, err, &refused, text)
		assert.NotEmpty(t, refused.Error())
	}
	for _, text := range []string{"1.1.1.1", "8.8.8.8", "114.114.114.114", "172.32.0.1", "100.63.255.255", "100.128.0.1", "223.255.255.255",
		"::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2001:4860:4860::8888", "2400:3200::1"} {
		require.NoError(t, control(nil)("tcp", netip.AddrPortFrom(netip.MustParseAddr(text), 443).String(), nil), text)
	}
	require.Error(t, control(nil)("unix", "/run/docker.sock", nil))
}

// "… unless Allow holds it", and only that.
func TestAllowedAddresses(t *testing.T) {
	allow := control(prefixes("10.1.0.0/16", "fd00:1::/32", "127.0.0.1/32"))
	for address, ok := range map[string]bool{
		"10.1.2.3:80": true, "10.2.0.1:80": false, "127.0.0.1:80": true, "127.0.0.2:80": false, "[fd00:1::5]:80": true,
		"[fd00:2::5]:80": false, "[::ffff:10.1.2.3]:80": true, "[fe80::1%eth0]:80": false,
	} {
		require.Equal(t, ok, allow("tcp", address, nil) == nil, address)
	}
}

// "Proxies of the environment are ignored, since they would dial for us."
func TestIgnoresProxies(t *testing.T) {
	require.Nil(t, client(&Options{}).Transport.(*http.Transport).Proxy)
}
