package httpapi

import (
	"net/http"
	"strconv"
	"strings"
)

// The languages of answers. Chinese is the language of record and answers
// whoever does not prefer English.
const (
	chinese = "zh"
	english = "en"
)

// contentLanguage is the header's value for a language. The slices are shared
// between answers and never written to.
var contentLanguage = map[string][]string{chinese: {"zh-CN"}, english: {"en"}}

// languageOf reads Accept-Language: English when it is preferred to Chinese.
// On a tie the one named first counts.
func languageOf(h http.Header) string {
	values := h["Accept-Language"]
	if len(values) == 0 {
		return chinese
	}
	best, lang := 0.0, chinese
	for tag, q := range weighted(strings.Join(values, ",")) {
		primary, _, _ := strings.Cut(tag, "-")
		if q > best && (primary == chinese || primary == english) {
			best, lang = q, primary
		}
	}
	return lang
}

// negotiate picks the offered media type that Accept prefers, and reports
// whether there is one. The first offer answers whoever does not care.
func negotiate(h http.Header, offers []string) (string, bool) {
	values := h["Accept"]
	if len(values) == 0 || offers[0] == anyMedia || len(values) == 1 && (values[0] == "*/*" || values[0] == offers[0]) {
		return offers[0], true
	}
	best, chosen := 0.0, ""
	for _, offer := range offers {
		if q := quality(strings.Join(values, ","), offer); q > best {
			best, chosen = q, offer
		}
	}
	return chosen, chosen != ""
}

// quality is the weight that an Accept header gives a media type: that of the
// most specific range it falls in.
func quality(accept, offer string) float64 {
	kind, _, _ := strings.Cut(offer, "/")
	weight, specific := 0.0, -1
	for media, q := range weighted(accept) {
		rank := -1
		switch media {
		case offer:
			rank = 2
		case kind + "/*":
			rank = 1
		case "*/*":
			rank = 0
		}
		if rank > specific {
			weight, specific = q, rank
		}
	}
	return weight
}

// weighted yields the elements of a header such as "en;q=0.8, zh" with their
// weights, in lower case and without other parameters. A weight that is not a
// number counts as 0.
func weighted(header string) func(yield func(string, float64) bool) {
	return func(yield func(string, float64) bool) {
		for part := range strings.SplitSeq(header, ",") {
			name, params, _ := strings.Cut(part, ";")
			name = strings.ToLower(strings.TrimSpace(name))
			if name != "" && !yield(name, weight(params)) {
				return
			}
		}
	}
}

func weight(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(p), "q="); ok {
			q, err := strconv.ParseFloat(value, 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}
