package webhook

import (
	"crypto/hmac"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed request.
const (
	HeaderID        = "webhook-id"
	HeaderTimestamp = "webhook-timestamp"
	HeaderSignature = "webhook-signature"
)

// Tolerance is how far a receiver's clock and ours may be apart, and how long a
// request that somebody recorded can be sent again.
const Tolerance = 5 * time.Minute

// Why a request is not to be trusted. Match them with errors.Is.
var (
	ErrHeaders   = errors.New("webhook: the headers of a signature are missing or malformed")
	ErrTimestamp = errors.New("webhook: signed too long ago, or in the future")
	ErrSignature = errors.New("webhook: no signature is of any of the secrets")
)

// mostSignatures bounds what is tried for one request.
const mostSignatures = 16

// Verify checks on the receiving side that a request with this body, byte for
// byte as it came, was signed with one of the secrets, and not longer than
// [Tolerance] away from now. Whoever calls it bounds the body before, and looks
// at the contents after.
func Verify(h http.Header, body []byte, now time.Time, secrets ...Secret) error {
	id, stamp := h.Get(HeaderID), h.Get(HeaderTimestamp)
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	signatures := strings.Fields(h.Get(HeaderSignature))
	if id == "" || err != nil || strconv.FormatInt(seconds, 10) != stamp || len(signatures) == 0 {
		return ErrHeaders
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > Tolerance || age < -Tolerance {
		return ErrTimestamp
	}
	for _, s := range signatures[:min(len(signatures), mostSignatures)] {
		encoded, known := strings.CutPrefix(s, scheme)
		sum, err := base64.StdEncoding.DecodeString(encoded)
		if !known || err != nil {
			continue // of a scheme to come
		}
		for _, secret := range secrets {
			if len(secret.key) > 0 && hmac.Equal(sum, secret.mac(id, stamp, body)) {
				return nil
			}
		}
	}
	return ErrSignature
}
