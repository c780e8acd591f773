package scoring

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// A Digest is the SHA-256 of canonical bytes, written as 64 hexadecimal digits.
// The zero Digest is "none" and is written as the empty text.
type Digest [sha256.Size]byte

// DigestOf returns the digest of some bytes.
func DigestOf(data []byte) Digest { return sha256.Sum256(data) }

// String writes the digest.
func (d Digest) String() string {
	if d == (Digest{}) {
		return ""
	}
	return hex.EncodeToString(d[:])
}

// MarshalText writes what String does.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 64 lower-case hexadecimal digits, or the empty text. On an
// error, a [*VerifyError], the digest keeps its value.
func (d *Digest) UnmarshalText(text []byte) error {
	var got Digest
	if len(text) == 0 {
		*d = got
		return nil
	}
	n, err := hex.Decode(got[:], text[:min(len(text), hex.EncodedLen(len(got)))])
	if err != nil || n != len(got) || string(text) != got.String() {
		return &VerifyError{NotDigest}
	}
	*d = got
	return nil
}

// Canonical writes the opinion as the bytes its digest is taken of: JSON, fields
// in a fixed order, no spaces. The same counters, rules, period and edition give
// the same bytes, whatever the order of observations.
func (o *Opinion) Canonical() []byte { return strict.Encode(o) }

// Digest is the digest of the opinion's canonical bytes, by which an assessment
// cites it.
func (o *Opinion) Digest() Digest { return DigestOf(o.Canonical()) }

// Canonical writes the rule set as the bytes its digest is taken of.
func (rs *RuleSet) Canonical() []byte { return strict.Encode(rs) }

// VerifyError says why bytes are not what they are said to be.
type VerifyError struct{ Problem Forgery }

// A Forgery is what is wrong with bytes that were to be verified.
type Forgery string

// What can be wrong.
const (
	NotDigest    Forgery = "not-digest"    // the digest itself is not one
	OtherBytes   Forgery = "other-bytes"   // another digest: some byte was changed
	NotCanonical Forgery = "not-canonical" // not bytes as we write them
	OtherRules   Forgery = "other-rules"   // formed by another rule set, or another version
	OtherSum     Forgery = "other-sum"     // numbers that do not follow from each other by the rules
)

var forgeryTexts = map[Forgery]governance.Text{
	NotDigest:    {Zh: "摘要应为64位小写十六进制数", En: "a digest is 64 lower-case hexadecimal digits"},
	OtherBytes:   {Zh: "内容与摘要不符，已被改动", En: "the bytes do not have this digest: something was changed"},
	NotCanonical: {Zh: "不是规范文本", En: "the bytes are not in canonical form"},
	OtherRules:   {Zh: "所依据的不是这套规则", En: "it was formed by other rules"},
	OtherSum:     {Zh: "所列数字与规则不符", En: "the numbers do not follow from the rules"},
}

// Error describes the problem in English.
func (e *VerifyError) Error() string { return "scoring: " + forgeryTexts[e.Problem].En }

// Explain says it to a person.
func (e *VerifyError) Explain() governance.Text { return forgeryTexts[e.Problem] }

// Verify holds bytes against a digest and reads the opinion they are. It needs
// neither the rules nor the observations, so anybody can do it offline. The
// error is a [*VerifyError].
func Verify(data []byte, d Digest) (Opinion, error) {
	if DigestOf(data) != d {
		return Opinion{}, &VerifyError{OtherBytes}
	}
	var o Opinion
	if faults := strict.Decode(data, &o); len(faults) > 0 || !bytes.Equal(o.Canonical(), data) {
		return Opinion{}, &VerifyError{NotCanonical}
	}
	return o, nil
}
