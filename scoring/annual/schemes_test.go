package annual_test

import "strings"

// text is a Chinese and an English label that say little, as JSON.
const label = `{"zh":"例","en":"example"}`

// node is an indicator as JSON.
func node(id, weight, takes string) string {
	return `{"id":"` + id + `","label":` + label + `,"source":` + label + `,"weight":"` + weight + `",` + takes + `}`
}

// schemeOf is a scheme as JSON.
func schemeOf(id, absent string, nodes ...string) string {
	grade := func(grade, from string) string {
		return `{"grade":"` + grade + `","from":"` + from + `","source":` + label + `}`
	}
	return `{"id":"` + id + `","version":1,"title":{"zh":"` + id + `方案","en":"` + id + `"},"source":` + label + `,"nodes":[` + strings.Join(nodes, ",") + `],
"absent":{"node":"` + absent + `","source":` + label + `},
"grades":[` + strings.Join([]string{grade("excellent", "90"), grade("good", "80"), grade("fair", "60"), grade("poor", "0")}, ",") + `],
"rounding":{"mode":"half-up","places":2,"source":` + label + `}}`
}

// kind is a kind of reviewer as JSON.
func kind(id, weight, numbers string) string {
	return `{"id":"` + id + `","label":` + label + `,"weight":"` + weight + `",` + numbers + `}`
}

// What leaves take.
const (
	takesResponders = `"opinion":{"side":"responder"}`
	takesInTime     = `"figure":{"figure":"deed.on-time"}`
)

// panelOf takes the sheets of one kind of reviewer.
func panelOf(missing, numbers string) string {
	return `"sheets":{"missing":"` + missing + `","kinds":[` + kind("panel", "1", numbers) + `]}`
}

// schemes are those that scripts open assessments by.
var schemes = map[string]string{
	"small": scheme,
	// two indicators that cite the same opinions
	"twice": schemeOf("twice", "redistribute", node("a", "0.5", takesResponders), node("b", "0.5", takesResponders)),
	// no sheets, and figures that nobody draws
	"plain": schemeOf("plain", "redistribute", node("drawn", "0.4", takesInTime), node("permits", "0.3", `"figure":{"figure":"permits.closed","zero":"0","full":"200"}`),
		node("count", "0.3", `"figure":{"figure":"deed.opened"}`)),
	// a missing sheet counts nothing, or holds everything up
	"strict": schemeOf("strict", "no-result", node("zero", "0.5", panelOf("zero", `"expected":4,"least":2`)), node("wait", "0.5", panelOf("wait", `"expected":2,"least":1`))),
	// the unit's own people are of a kind
	"own": schemeOf("own", "redistribute", node("review", "1", `"sheets":{"missing":"leave","kinds":[`+
		kind("panel", "0.5", `"expected":3,"least":1`)+`,`+kind("members", "0.5", `"expected":3,"least":1,"own":true`)+`]}`)),
}
