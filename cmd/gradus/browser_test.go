package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// axeVariable names the file of axe-core, which .ci/run fetches from npm.
const axeVariable = "GRADUS_AXE"

// browser is a page of Chromium, and what it complained of or asked for.
type browser struct {
	context.Context
	mutex    sync.Mutex
	said     []string
	requests []string
}

// missing skips a test for want of a tool, but not where all of them must be there.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing", what)
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "chromium")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir())}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	within, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	t.Cleanup(cancel)
	allocator, cancel := chromedp.NewExecAllocator(within, options...)
	t.Cleanup(cancel)
	b := &browser{}
	b.Context, cancel = chromedp.NewContext(allocator, chromedp.WithListener(b.listen))
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(b))
	tell(t, b, network.Enable, network.EnableParams{})
	tell(t, b, log.Enable, cdp.Empty{})
	return b
}

func (b *browser) listen(event any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		b.said = append(b.said, fmt.Sprint(e.Type))
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.said = append(b.said, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			b.requests = append(b.requests, e.Request.URL)
		}
	}
}

// open loads a page in a window of a width, light or dark, and forgets what went
// before.
func (b *browser) open(t *testing.T, path string, width int64, scheme string) {
	t.Helper()
	b.mutex.Lock()
	b.said, b.requests = nil, nil
	b.mutex.Unlock()
	tell(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1})
	tell(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	require.NoError(t, chromedp.Do(b, chromedp.Navigate("file://"+filepath.ToSlash(path))))
}

// tell sends the browser a command of its protocol.
func tell[P, R any](t *testing.T, b *browser, command cdp.Command[P, R], params P) {
	t.Helper()
	_, err := chromedp.Call(b, command, params)
	require.NoError(t, err)
}

// evaluate returns the value of an expression, or of its promise.
func evaluate[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	value, err := chromedp.Run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	require.NoError(t, err)
	return value
}

// TestPagesInBrowser looks at the pages of the sample class, and at one that is
// made of the worst strings, as a person's browser does.
func TestPagesInBrowser(t *testing.T) {
	b := newBrowser(t)
	axe := readAxe(t)
	folder := samplePages(t)
	worstPages(t, filepath.Join(folder, "worst"))
	for _, page := range []string{"index.html", "students/bela.html", "students/jun.html", "worst/index.html", "worst/" + onlyStudent(t, folder)} {
		for _, width := range []int64{390, 1440} {
			for _, scheme := range []string{"light", "dark"} {
				t.Run(fmt.Sprintf("%s/%d/%s", page[:min(len(page), 24)], width, scheme), func(t *testing.T) {
					path := filepath.Join(folder, filepath.FromSlash(page))
					b.open(t, path, width, scheme)
					sizes := evaluate[[2]int](t, b, `[document.documentElement.scrollWidth, document.documentElement.clientWidth]`)
					assert.LessOrEqual(t, sizes[0], sizes[1], "no scrolling sideways")
					assert.Equal(t, scheme == "dark", evaluate[bool](t, b, `getComputedStyle(document.documentElement).backgroundColor.match(/\d+/)[0] < 128`), "it follows the system")
					assert.Equal(t, []string{"file://" + filepath.ToSlash(path)}, b.requests, "no request but for the page")
					assert.Empty(t, b.said, "nothing is blocked, nothing fails")
					assert.Empty(t, violations(t, b, axe))
				})
			}
		}
	}
}

func readAxe(t *testing.T) string {
	t.Helper()
	path := os.Getenv(axeVariable)
	if path == "" {
		missing(t, axeVariable+", the path of axe.min.js of npm's axe-core,")
	}
	script, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(script)
}

// violations returns what axe-core finds, with every check of a student open.
func violations(t *testing.T, b *browser, axe string) []string {
	t.Helper()
	evaluate[bool](t, b, `document.querySelectorAll('details').forEach(d => d.open = true), true`)
	evaluate[bool](t, b, axe+"\n;true")
	return evaluate[[]string](t, b, `axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' ')))`)
}

// TestPagesByKeyboard goes through a student's page with nothing but the tab key.
func TestPagesByKeyboard(t *testing.T) {
	b := newBrowser(t)
	b.open(t, filepath.Join(samplePages(t), "students", "bela.html"), 390, "light")
	all := evaluate[[]string](t, b, `[...document.querySelectorAll('details.check')].map(d => d.id)`)
	require.Greater(t, len(all), 40, "every check of the rubric is on the page")
	evaluate[bool](t, b, `window.reached = [], document.addEventListener('focusin', e => {
		const check = e.target.closest('details.check')
		if (check && getComputedStyle(e.target).outlineStyle !== 'none') reached.push(check.id)
	}), true`)
	require.NoError(t, chromedp.Do(b, chromedp.KeyEvent(strings.Repeat(kb.Tab, 2*len(all)))))
	reached := evaluate[[]string](t, b, `reached`)
	assert.Subset(t, reached, all, "and where one is can be seen")
	evaluate[bool](t, b, `document.querySelector('details.check > summary').focus(), true`)
	require.NoError(t, chromedp.Do(b, chromedp.KeyEvent(kb.Enter)))
	assert.True(t, evaluate[bool](t, b, `document.querySelector('details.check').open`), "a key opens a check")
}

// TestPagesSort sorts the table of the class, which is the one use of a script.
func TestPagesSort(t *testing.T) {
	b := newBrowser(t)
	b.open(t, filepath.Join(samplePages(t), "index.html"), 1440, "light")
	names := func() []string {
		return evaluate[[]string](t, b, `[...document.querySelectorAll('table.students tbody th')].slice(0, 2).map(c => c.textContent)`)
	}
	require.Equal(t, []string{"ada", "bela"}, names(), "in the order of the class")
	press := chromedp.Click("table.students thead th:nth-child(2) button")
	require.NoError(t, chromedp.Do(b, press))
	assert.Equal(t, []string{"goran", "mateo"}, names(), "by score")
	require.NoError(t, chromedp.Do(b, press))
	assert.Equal(t, []string{"ada", "hana"}, names(), "and the other way round")
	assert.Equal(t, "descending", evaluate[string](t, b, `document.querySelector('th[aria-sort]').getAttribute('aria-sort')`))
	assert.Empty(t, b.said)
}

// TestPageOfThousands opens the page of a class of ten thousand.
func TestPageOfThousands(t *testing.T) {
	if !thorough() {
		t.Skip("writes ten thousand pages; -run PageOfThousands runs it")
	}
	b := newBrowser(t)
	folder := t.TempDir()
	thousands(t, folder, 10_000)
	index := filepath.Join(folder, "index.html")
	info, err := os.Stat(index)
	require.NoError(t, err)
	assert.Less(t, info.Size(), int64(5_000_000))
	best := 1e9
	for range 3 { // the machine has other work
		b.open(t, index, 1440, "light")
		best = min(best, evaluate[float64](t, b, `new Promise(done => requestAnimationFrame(() => setTimeout(() => done(Math.max(performance.getEntriesByType('navigation')[0].loadEventEnd, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e9)))))`))
	}
	t.Logf("%d bytes, loaded and painted after %.0f ms", info.Size(), best)
	assert.Less(t, best, 3000.0, "milliseconds until it is loaded and painted")
}
