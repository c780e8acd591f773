package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Secret is a key that both sides know. It never prints itself.
type Secret struct{ key []byte }

const (
	secretMark    = "whsec_"
	leastSecret   = 24 // bytes, as Standard Webhooks has it
	longestSecret = 64
)

// errSecret does not repeat what was given.
var errSecret = errors.New("webhook: a secret is whsec_ and the base64 of 24 to 64 bytes")

// ParseSecret reads a secret as it is written down.
func ParseSecret(text string) (Secret, error) {
	encoded, marked := strings.CutPrefix(text, secretMark)
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !marked || err != nil || len(key) < leastSecret || len(key) > longestSecret {
		return Secret{}, errSecret
	}
	return Secret{key}, nil
}

// String does not tell the secret.
func (Secret) String() string { return secretMark + "…" }

// Format does not tell it either, whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// scheme begins every signature of the only kind there is.
const scheme = "v1,"

// sign is the signature of a message, made at an instant.
func (s Secret) sign(id string, seconds int64, body []byte) string {
	return scheme + base64.StdEncoding.EncodeToString(s.mac(id, strconv.FormatInt(seconds, 10), body))
}

func (s Secret) mac(id, seconds string, body []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(id + "." + seconds + "."))
	mac.Write(body)
	return mac.Sum(nil)
}
