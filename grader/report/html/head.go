package html

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
)

// head is what every page has above its content: the look, the script, and the
// policies that allow these two and nothing else.
type head struct {
	Style  template.CSS
	Script template.JS
	Policy string // of a page without a script
	Sorts  string // of a page with it
}

func newHead() (h head, err error) {
	style, err := sources.ReadFile("style.css")
	if err != nil {
		return h, err
	}
	script, err := sources.ReadFile("sort.js")
	if err != nil {
		return h, err
	}
	h = head{Style: template.CSS(style), Script: template.JS(script)}
	h.Policy = fmt.Sprintf("default-src 'none'; style-src %s; img-src data:; base-uri 'none'; form-action 'none'", hashOf(style))
	h.Sorts = h.Policy + "; script-src " + hashOf(script)
	return h, nil
}

// hashOf names an inline style or script in a policy by its content.
func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
