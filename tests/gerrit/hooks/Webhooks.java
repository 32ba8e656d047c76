package tests.gerrit.hooks;

import com.google.common.base.Supplier;
import com.google.gerrit.entities.Project;
import com.google.gerrit.extensions.events.LifecycleListener;
import com.google.gerrit.extensions.registration.DynamicSet;
import com.google.gerrit.lifecycle.LifecycleModule;
import com.google.gerrit.server.config.CanonicalWebUrl;
import com.google.gerrit.server.config.PluginConfig;
import com.google.gerrit.server.config.PluginConfigFactory;
import com.google.gerrit.server.events.Event;
import com.google.gerrit.server.events.EventListener;
import com.google.gerrit.server.events.ProjectEvent;
import com.google.gerrit.server.events.SupplierSerializer;
import com.google.gerrit.server.project.NoSuchProjectException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.http.HttpResponse;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.ServiceUnavailableRetryStrategy;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;
import org.eclipse.jgit.lib.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each event of a project to the addresses that its webhooks.config names. Gerrit's own plugin of this name is in no
 * package registry; this one is ours and stands in for it. It does what that one is documented to do, as far as a receiver
 * can see it: who is told, the body, the headers, what counts as delivered, and how often it is tried again. It has no TLS
 * settings, no REST interface and none of the limits that an administrator may set.
 */
@Singleton
public class Webhooks implements EventListener, LifecycleListener {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
  private static final Set<Integer> DELIVERED = Set.of(200, 201, 202, 204);
  private static final int AGAIN_ON_SERVER_ERROR = 5;

  /** Unlike the Gson of stream-events, this one writes a project as {"name": ...} and a change's key as {"key": ...}. */
  private static final Gson GSON =
      new GsonBuilder().registerTypeAdapter(Supplier.class, new SupplierSerializer()).create();

  public static class Module extends LifecycleModule {
    @Override
    protected void configure() {
      DynamicSet.bind(binder(), EventListener.class).to(Webhooks.class);
      listener().to(Webhooks.class);
    }
  }

  private final PluginConfigFactory configs;
  private final String origin;
  private final ScheduledThreadPoolExecutor senders;

  @Inject
  Webhooks(PluginConfigFactory configs, @CanonicalWebUrl String origin) {
    this.configs = configs;
    this.origin = origin;
    this.senders = new ScheduledThreadPoolExecutor(server().getInt("threadPoolSize", 2));
  }

  @Override
  public void start() {}

  /** What was not delivered by now is lost. */
  @Override
  public void stop() {
    senders.shutdownNow();
  }

  @Override
  public void onEvent(Event event) {
    if (!(event instanceof ProjectEvent)) {
      return;
    }
    Project.NameKey project = ((ProjectEvent) event).getProjectNameKey();
    Config config;
    try {
      config = configs.getProjectPluginConfigWithInheritance(project, "webhooks");
    } catch (NoSuchProjectException e) {
      log.warn("No webhooks for the project {}", project, e);
      return;
    }
    for (String name : config.getSubsections("remote")) {
      Remote remote = remote(config, name);
      if (remote.wants(event)) {
        String body = GSON.toJson(event);
        senders.execute(() -> deliver(remote, body, 1));
      }
    }
  }

  private PluginConfig server() {
    return configs.getFromGerritConfig("webhooks");
  }

  private Remote remote(Config config, String name) {
    return new Remote(
        config.getString("remote", name, "url"),
        Arrays.asList(config.getStringList("remote", name, "event")),
        number(config, name, "connectionTimeout", 5000),
        number(config, name, "socketTimeout", 5000),
        number(config, name, "maxTries", 5),
        number(config, name, "retryInterval", 1000));
  }

  private int number(Config config, String name, String key, int standard) {
    return config.getInt("remote", name, key, server().getInt(key, standard));
  }

  private void deliver(Remote remote, String body, int attempt) {
    String why;
    try {
      int status = post(remote, body);
      if (DELIVERED.contains(status)) {
        return;
      }
      why = "status " + status;
    } catch (SSLException e) {
      log.error("Failed to post to {}", remote.url(), e);
      return;
    } catch (IOException e) {
      why = e.toString();
    }
    if (attempt >= remote.maxTries()) {
      log.error("Failed to post to {}: {}", remote.url(), why);
      return;
    }
    senders.schedule(
        () -> deliver(remote, body, attempt + 1), remote.retryInterval(), TimeUnit.MILLISECONDS);
  }

  private int post(Remote remote, String body) throws IOException {
    HttpPost request = new HttpPost(remote.url());
    request.setEntity(
        new StringEntity(
            body, ContentType.create("application/json", StandardCharsets.UTF_8)));
    request.setHeader("Content-Type", "application/json; charset=utf-8");
    request.setHeader("X-Origin-Url", origin);
    try (CloseableHttpClient client = client(remote);
        CloseableHttpResponse answer = client.execute(request)) {
      return answer.getStatusLine().getStatusCode();
    }
  }

  private static CloseableHttpClient client(Remote remote) {
    BasicCredentialsProvider logins = new BasicCredentialsProvider();
    String user = URI.create(remote.url()).getUserInfo();
    if (user != null) {
      logins.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(user));
    }
    return HttpClients.custom()
        .setDefaultCredentialsProvider(logins)
        .disableRedirectHandling()
        .setServiceUnavailableRetryStrategy(new AgainAtOnce())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(remote.connectionTimeout())
                .setConnectionRequestTimeout(remote.connectionTimeout())
                .setSocketTimeout(remote.socketTimeout())
                .build())
        .build();
  }

  private record Remote(
      String url,
      List<String> events,
      int connectionTimeout,
      int socketTimeout,
      int maxTries,
      int retryInterval) {
    boolean wants(Event event) {
      return url != null && (events.isEmpty() || events.contains(event.getType()));
    }
  }

  /** A server error is answered by five more requests within the same try. */
  private static class AgainAtOnce implements ServiceUnavailableRetryStrategy {
    @Override
    public boolean retryRequest(HttpResponse answer, int executed, HttpContext context) {
      return answer.getStatusLine().getStatusCode() >= 500 && executed <= AGAIN_ON_SERVER_ERROR;
    }

    @Override
    public long getRetryInterval() {
      return 0;
    }
  }
}
