package orgtree

// Code is the code of a unit (单位代码): the national statistical code where one
// exists ("350205001001"), otherwise a code the district made up
// ("350205001001001", "P350205001001"). It identifies the unit for good: a code
// is never given to a second unit, not even after the first was dissolved.
//
// Codes handed out by a [Tree] share the memory of that tree; clone one that
// is to outlive it (strings.Clone).
type Code string

// MaxCode is the length of the longest code.
const MaxCode = 32

// ParseCode reads a unit code: 1 to 32 characters, digits, ASCII letters and
// hyphens. The error is a [*CodeError], which never repeats the text.
func ParseCode(s string) (Code, error) {
	if c := Code(s); c.Valid() {
		return c, nil
	}
	return "", &CodeError{}
}

// Valid reports whether c has the form of a code.
func (c Code) Valid() bool {
	if len(c) == 0 || len(c) > MaxCode {
		return false
	}
	return wellFormed(string(c))
}

// MarshalText writes the code as it is.
func (c Code) MarshalText() ([]byte, error) { return []byte(c), nil }

// UnmarshalText reads a code as strictly as [ParseCode]. The empty text is the
// empty code, "none". On an error the code keeps its value.
func (c *Code) UnmarshalText(text []byte) error {
	if len(text) > 0 && !Code(text).Valid() {
		return &CodeError{}
	}
	*c = Code(text)
	return nil
}

// CodeError says that a text is not a unit code.
type CodeError struct{}

// Error describes the fault in English.
func (*CodeError) Error() string {
	return "orgtree: not a unit code: 1 to 32 digits, letters or hyphens"
}

// Zh describes the fault in Chinese.
func (*CodeError) Zh() string { return "单位代码应为1至32位数字、字母或连字符" }

// maxID is the length of the longest post or person id.
const maxID = 64

// validID reports whether s may be the id of a post or a person: opaque, in
// the alphabet of codes, so that it can be part of a key.
func validID(s string) bool { return len(s) > 0 && len(s) <= maxID && wellFormed(s) }

func wellFormed(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-':
		default:
			return false
		}
	}
	return true
}
