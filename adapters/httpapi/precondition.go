package httpapi

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// etag is the entity tag of a record's version. It names the state of the
// record; what a caller may see and do of that state is theirs.
func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// matchesNone reports whether If-None-Match holds the tag: the client has it.
func matchesNone(h http.Header, tag string) bool {
	for _, value := range h["If-None-Match"] {
		for one := range strings.SplitSeq(value, ",") {
			one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
			if one == strings.TrimPrefix(tag, "W/") || one == "*" {
				return true
			}
		}
	}
	return false
}

// noVersion is a version that no record has.
const noVersion = -1

// ifMatch reads the version that a command relies on: 0 when it says none or
// any. A tag that we never give matches nothing; more than one tag, or what is
// no tag at all, is malformed.
func ifMatch(h http.Header) (int64, error) {
	values := h["If-Match"]
	if len(values) == 0 {
		return 0, nil
	}
	value := strings.TrimSpace(values[0])
	if value == "*" && len(values) == 1 {
		return 0, nil
	}
	opaque, weak := strings.CutPrefix(value, "W/")
	if len(values) > 1 || len(opaque) < 2 || opaque[0] != '"' || opaque[len(opaque)-1] != '"' || !tagText(opaque[1:len(opaque)-1]) {
		return 0, malformedHeader("If-Match", "应为一个带引号的版本，如 \"3\"", `is not one quoted version, such as "3"`)
	}
	version, _ := strconv.ParseInt(opaque[1:len(opaque)-1], 10, 64) // what is no number is no version
	if weak || version <= 0 || etag(version) != opaque {
		return noVersion, nil
	}
	return version, nil
}

// tagText reports whether text may stand between the quotes of a tag.
func tagText(text string) bool {
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c == '"' || c == 0x7f {
			return false
		}
	}
	return true
}

// longestKey is how long an idempotency key may be.
const longestKey = 255

// idempotencyKey reads the key: 1 to 255 printable ASCII characters.
func idempotencyKey(h http.Header) (string, error) {
	values := h["Idempotency-Key"]
	if len(values) == 0 {
		return "", nil
	}
	key := values[0]
	ok := len(values) == 1 && len(key) > 0 && len(key) <= longestKey
	for i := range len(key) {
		ok = ok && key[i] > ' ' && key[i] < 0x7f
	}
	if !ok {
		return "", malformedHeader("Idempotency-Key", "应为1至255个可见 ASCII 字符", "is not 1 to 255 printable ASCII characters")
	}
	return key, nil
}

// malformedHeader names a header that cannot be read.
func malformedHeader(name, zh, en string) *Problem {
	return malformed(governance.Faults{{Path: name, Code: "bad-header", Detail: governance.Text{Zh: zh, En: en}}})
}

// malformed is the problem of a request that cannot be read.
func malformed(faults governance.Faults) *Problem {
	return &Problem{Status: http.StatusBadRequest, Code: "malformed", Fields: faults,
		Detail: governance.Text{Zh: "请求无法读取，请更正所列各项", En: "the request cannot be read; mend what is listed"}}
}
