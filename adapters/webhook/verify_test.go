package webhook_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/webhook"
)

func secret(t testing.TB, text string) webhook.Secret {
	s, err := webhook.ParseSecret(text)
	require.NoError(t, err)
	return s
}

// made is a secret of bytes that are all the same.
func made(t testing.TB, c byte) webhook.Secret {
	return secret(t, "whsec_"+base64.StdEncoding.EncodeToString([]byte(strings.Repeat(string(c), 32))))
}

func signed(id, stamp, signature string) http.Header {
	h := http.Header{}
	h.Set(webhook.HeaderID, id)
	h.Set(webhook.HeaderTimestamp, stamp)
	h.Set(webhook.HeaderSignature, signature)
	return h
}

// The vector that the Standard Webhooks libraries are tested with.
const (
	vectorSecret    = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	vectorID        = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	vectorBody      = `{"test": 2432232314}`
	vectorTime      = 1614265330
	vectorSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

// keyless is what anybody can sign with: no key at all.
func keyless() string {
	mac := hmac.New(sha256.New, nil)
	mac.Write([]byte(vectorID + "." + fmt.Sprint(vectorTime) + "." + vectorBody))
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Standard Webhooks, "Signature scheme": ID.TIMESTAMP.BODY under HMAC-SHA256;
// any of several signatures and secrets will do; and nothing else is taken.
func TestVerify(t *testing.T) {
	ours, other := secret(t, vectorSecret), made(t, 'x')
	at, stamp := time.Unix(vectorTime, 0), fmt.Sprint(vectorTime)
	good := signed(vectorID, stamp, vectorSignature)
	for _, c := range []struct {
		name    string
		header  http.Header
		body    string
		now     time.Time
		secrets []webhook.Secret
		want    error
	}{
		{"the vector", good, vectorBody, at, []webhook.Secret{ours}, nil},
		{"a receiver that rotates", good, vectorBody, at, []webhook.Secret{other, ours}, nil},
		{"a sender that rotates", signed(vectorID, stamp, "v1,AAAA v1a,xyz "+vectorSignature), vectorBody, at, []webhook.Secret{ours}, nil},
		{"at the bound", good, vectorBody, at.Add(webhook.Tolerance), []webhook.Secret{ours}, nil},
		{"too old", good, vectorBody, at.Add(webhook.Tolerance + time.Second), []webhook.Secret{ours}, webhook.ErrTimestamp},
		{"of the future", good, vectorBody, at.Add(-webhook.Tolerance - time.Second), []webhook.Secret{ours}, webhook.ErrTimestamp},
		{"another body", good, vectorBody + " ", at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"another id", signed("msg_x", stamp, vectorSignature), vectorBody, at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"another time", signed(vectorID, fmt.Sprint(vectorTime+1), vectorSignature), vectorBody, at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"another secret", good, vectorBody, at, []webhook.Secret{other}, webhook.ErrSignature},
		{"no secret", good, vectorBody, at, nil, webhook.ErrSignature},
		{"the zero secret", signed(vectorID, stamp, keyless()), vectorBody, at, []webhook.Secret{{}}, webhook.ErrSignature},
		{"another scheme", signed(vectorID, stamp, "v2"+vectorSignature[2:]), vectorBody, at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"cut short", signed(vectorID, stamp, vectorSignature[:20]), vectorBody, at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"empty", signed(vectorID, stamp, "v1,"), vectorBody, at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"one of a thousand", signed(vectorID, stamp, strings.Repeat("v1,AAAA ", 1000)+vectorSignature), vectorBody, at, []webhook.Secret{ours}, webhook.ErrSignature},
		{"no signature", signed(vectorID, stamp, " "), vectorBody, at, []webhook.Secret{ours}, webhook.ErrHeaders},
		{"no id", signed("", stamp, vectorSignature), vectorBody, at, []webhook.Secret{ours}, webhook.ErrHeaders},
		{"no time", signed(vectorID, "", vectorSignature), vectorBody, at, []webhook.Secret{ours}, webhook.ErrHeaders},
		{"a time of another spelling", signed(vectorID, "+"+stamp, vectorSignature), vectorBody, at, []webhook.Secret{ours}, webhook.ErrHeaders},
	} {
		err := webhook.Verify(c.header, []byte(c.body), c.now, c.secrets...)
		if c.want == nil {
			require.NoError(t, err, c.name)
			continue
		}
		require.ErrorIs(t, err, c.want, c.name)
	}
}

// A secret is of a length that cannot be guessed, and never prints itself.
func TestSecrets(t *testing.T) {
	for _, text := range []string{"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!!",
		"whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 23)), "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 65))} {
		_, err := webhook.ParseSecret(text)
		require.Error(t, err, text)
		if len(text) > 6 {
			require.NotContains(t, err.Error(), text[6:])
		}
	}
	s := secret(t, vectorSecret)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		text := fmt.Sprintf(verb, s) + fmt.Sprintf(verb, []webhook.Secret{s}) + fmt.Sprintf(verb, webhook.Options{Secrets: []webhook.Secret{s}})
		assert.NotContains(t, text, "MfKQ", verb)
		assert.NotContains(t, text, "31f290", verb)
		assert.NotContains(t, text, "49 242", verb)
	}
}

// Whatever is sent as a signature, only one that knows the secret passes.
func FuzzVerify(f *testing.F) {
	f.Add(vectorID, fmt.Sprint(vectorTime), vectorSignature, vectorBody)
	f.Add("a", "1", "v1,", "")
	f.Fuzz(func(t *testing.T, id, stamp, signature, body string) {
		err := webhook.Verify(signed(id, stamp, signature), []byte(body), time.Unix(vectorTime, 0), secret(t, vectorSecret))
		if err == nil {
			require.Equal(t, []string{vectorID, vectorBody}, []string{id, body})
			require.Contains(t, signature, vectorSignature)
		}
	})
}
