package scenario

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// rule is what the tag of a field says: min and max of a number or of the elements
// of a list, len of a list, one of several words.
type rule struct {
	min, max, length int
	one              []string
	optional         bool
}

// fieldOf reads a field's JSON name and its rule from its tags.
func fieldOf(f reflect.StructField) (string, rule) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	r := rule{optional: strings.Contains(options, "omit")}
	for part := range strings.SplitSeq(f.Tag.Get("rule"), ",") {
		key, value, _ := strings.Cut(part, "=")
		n, _ := strconv.Atoi(value) // the tags are ours: a test reads them all
		switch key {
		case "min":
			r.min = n
		case "max":
			r.max = n
		case "len":
			r.length = n
		case "one":
			r.one = strings.Split(value, "|")
		case "required":
			r.min = max(r.min, 1)
		}
	}
	return name, r
}

func (r rule) lengthZh() string {
	if r.length > 0 {
		return fmt.Sprintf("应有%d项", r.length)
	}
	return fmt.Sprintf("应有%d至%d项", r.min, r.max)
}

func (r rule) lengthEn() string {
	if r.length > 0 {
		return fmt.Sprintf("must have %d elements", r.length)
	}
	return fmt.Sprintf("must have %d to %d elements", r.min, r.max)
}
