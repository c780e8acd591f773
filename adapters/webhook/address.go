package webhook

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"syscall"
)

// An AddressError says that an endpoint led to an address that is not to be
// dialled.
type AddressError struct{ Addr netip.Addr }

// Error names the address, which is not the receiver's text but what it led to.
func (e *AddressError) Error() string {
	return fmt.Sprintf("webhook: %s is no public address, and not among those allowed", e.Addr)
}

var errAddress = errors.New("webhook: what was to be dialled is no address of IP")

// reserved are the ranges that net/netip has no question for, beside those it
// has (IANA's special-purpose registries), and single addresses in public ranges
// under which clouds keep credentials.
var reserved = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "168.63.129.16/32",
	"64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
)

// embedding are the ranges in which an address of IPv6 stands for one of IPv4,
// and at which byte that begins.
var embedding = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("::/96"), 12}, {netip.MustParsePrefix("64:ff9b::/96"), 12},
	{netip.MustParsePrefix("2002::/16"), 2},
}

func prefixes(texts ...string) (out []netip.Prefix) {
	for _, t := range texts {
		out = append(out, netip.MustParsePrefix(t))
	}
	return out
}

// public reports whether an address, unmapped, is one that anybody may be at.
func public(a netip.Addr) bool {
	a = a.WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() || holds(reserved, a) {
		return false
	}
	for _, e := range embedding {
		if e.prefix.Contains(a) {
			b := a.As16()
			return public(netip.AddrFrom4([4]byte(b[e.at : e.at+4])))
		}
	}
	return true
}

func holds(list []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(list, func(p netip.Prefix) bool { return p.Contains(a) })
}

// control is asked by the dialler about each address it is about to connect to,
// after names were resolved: a name that resolves to another address than a
// moment ago changes nothing.
func control(allow []netip.Prefix) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return errAddress
		}
		if a := to.Addr().Unmap(); !public(a) && !holds(allow, a.WithZone("")) {
			return &AddressError{a}
		}
		return nil
	}
}
